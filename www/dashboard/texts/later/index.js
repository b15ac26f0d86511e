/** The sentences of the page's later part, by language, and what it says in place of the engine. */
import checkEn from "./check.en.js";
import checkZh from "./check.zh-CN.js";
import citedZh from "./cited.engine.zh-CN.js";
import compareEn from "./compare.en.js";
import compareZh from "./compare.zh-CN.js";
import dueEn from "./due.en.js";
import dueZh from "./due.zh-CN.js";
import exportsEn from "./exports.en.js";
import exportsZh from "./exports.zh-CN.js";
import goodsEn from "./goods.en.js";
import goodsZh from "./goods.zh-CN.js";
import heatmapEn from "./heatmap.en.js";
import heatmapZh from "./heatmap.zh-CN.js";
import keepEn from "./keep.en.js";
import keepZh from "./keep.zh-CN.js";
import mappingEn from "./mapping.en.js";
import mappingZh from "./mapping.zh-CN.js";
import networkEn from "./network.en.js";
import networkZh from "./network.zh-CN.js";
import offersEn from "./offers.en.js";
import offersZh from "./offers.zh-CN.js";
import personEn from "./person.en.js";
import personZh from "./person.zh-CN.js";
import popupsEn from "./popups.en.js";
import popupsZh from "./popups.zh-CN.js";
import predictEn from "./predict.en.js";
import predictZh from "./predict.zh-CN.js";
import predictEngineEn from "./predict.engine.en.js";
import predictEngineZh from "./predict.engine.zh-CN.js";
import recordEn from "./record.en.js";
import recordZh from "./record.zh-CN.js";
import regionsEn from "./regions.en.js";
import regionsZh from "./regions.zh-CN.js";
import replayEn from "./replay.en.js";
import replayZh from "./replay.zh-CN.js";
import settingsEn from "./settings.en.js";
import settingsZh from "./settings.zh-CN.js";
import shareEn from "./share.en.js";
import shareZh from "./share.zh-CN.js";
import sourcesEn from "./sources.en.js";
import sourcesZh from "./sources.zh-CN.js";
import trustEn from "./trust.en.js";
import trustZh from "./trust.zh-CN.js";
import valueEn from "./value.en.js";
import valueZh from "./value.zh-CN.js";

export const sentences = { en: predictEngineEn, "zh-CN": { ...predictEngineZh, ...citedZh } };

export default {
  en: {
    ...checkEn,
    ...compareEn,
    ...dueEn,
    ...exportsEn,
    ...goodsEn,
    ...heatmapEn,
    ...keepEn,
    ...mappingEn,
    ...networkEn,
    ...offersEn,
    ...personEn,
    ...popupsEn,
    ...predictEn,
    ...recordEn,
    ...regionsEn,
    ...replayEn,
    ...settingsEn,
    ...shareEn,
    ...sourcesEn,
    ...trustEn,
    ...valueEn,
  },
  "zh-CN": {
    ...checkZh,
    ...compareZh,
    ...dueZh,
    ...exportsZh,
    ...goodsZh,
    ...heatmapZh,
    ...keepZh,
    ...mappingZh,
    ...networkZh,
    ...offersZh,
    ...personZh,
    ...popupsZh,
    ...predictZh,
    ...recordZh,
    ...regionsZh,
    ...replayZh,
    ...settingsZh,
    ...shareZh,
    ...sourcesZh,
    ...trustZh,
    ...valueZh,
  },
};
