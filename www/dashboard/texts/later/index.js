/** The sentences of the page's later part, by language. */
import heatmapEn from "./heatmap.en.js";
import heatmapZh from "./heatmap.zh-CN.js";
import popupsEn from "./popups.en.js";
import popupsZh from "./popups.zh-CN.js";
import replayEn from "./replay.en.js";
import replayZh from "./replay.zh-CN.js";
import settingsEn from "./settings.en.js";
import settingsZh from "./settings.zh-CN.js";

export default {
  en: { ...heatmapEn, ...popupsEn, ...replayEn, ...settingsEn },
  "zh-CN": { ...heatmapZh, ...popupsZh, ...replayZh, ...settingsZh },
};
