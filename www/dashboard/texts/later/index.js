/** The sentences of the page's later part, by language. */
import compareEn from "./compare.en.js";
import compareZh from "./compare.zh-CN.js";
import heatmapEn from "./heatmap.en.js";
import heatmapZh from "./heatmap.zh-CN.js";
import keepEn from "./keep.en.js";
import keepZh from "./keep.zh-CN.js";
import networkEn from "./network.en.js";
import networkZh from "./network.zh-CN.js";
import personEn from "./person.en.js";
import personZh from "./person.zh-CN.js";
import popupsEn from "./popups.en.js";
import popupsZh from "./popups.zh-CN.js";
import recordEn from "./record.en.js";
import recordZh from "./record.zh-CN.js";
import replayEn from "./replay.en.js";
import replayZh from "./replay.zh-CN.js";
import settingsEn from "./settings.en.js";
import settingsZh from "./settings.zh-CN.js";
import shareEn from "./share.en.js";
import shareZh from "./share.zh-CN.js";

export default {
  en: {
    ...compareEn,
    ...heatmapEn,
    ...keepEn,
    ...networkEn,
    ...personEn,
    ...popupsEn,
    ...recordEn,
    ...replayEn,
    ...settingsEn,
    ...shareEn,
  },
  "zh-CN": {
    ...compareZh,
    ...heatmapZh,
    ...keepZh,
    ...networkZh,
    ...personZh,
    ...popupsZh,
    ...recordZh,
    ...replayZh,
    ...settingsZh,
    ...shareZh,
  },
};
