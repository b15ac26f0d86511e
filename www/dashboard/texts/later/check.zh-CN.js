/** 简体中文：页面与报告中模型的检验。 */
export default {
  "model.bgNbd": "BG/NBD",
  "model.mbgNbd": "MBG/NBD",
  "model.paretoNbd": "Pareto/NBD",
  "check.errors": "模型与猜测的比较",
  "check.who": "模型或猜测",
  "check.expected": "预测订单",
  "check.mae": "平均误差（笔）",
  "check.brierScore": "Brier 分数",
  "check.verdict": "结论",
  "check.passed": "通过",
  "check.guess": "要胜过的猜测",
  "check.sameAsBefore": "所有人都照旧购买",
  "check.nobodyReturns": "没有人回来",
  "check.tenth": "组",
  "check.foretold": "预测",
  "check.came": "实际",
};
