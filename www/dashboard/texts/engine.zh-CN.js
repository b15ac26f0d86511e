/**
 * The engine speaks English; these are its sentences in Chinese, by kind and code: definitions of numbers, notices,
 * errors, verdicts of the ledger, reasons of switched-off sections, and why a customer is flagged.
 */
export default {
  "error.emptyFile": "{file}：文件是空的。请重新导出订单，并确认下载已完成。",
  "error.headerOnly": "{file}：文件只有表头，下面没有订单。请用更长的日期范围重新导出。",
  "error.notText": "{file}：这不是文本导出文件。请把订单导出为 CSV 再放进来。",
  "error.unmappedColumns": "{file}：有的列没能认出来，请自行选择。",
  "error.ambiguousDates": "{file}：日期既可读作日/月，也可读作月/日，整列都无法判定。请选择顺序。",
  "error.noDates": "{file}：时间列里没有可以读出的日期。请为时间选择另一列。",
  "error.noAmounts": "{file}：金额列里没有可以读出的金额。请为金额选择另一列。",
  "error.unknownColumn": "{file}：所选的列在文件中不存在。请选择文件里有的列。",
  "error.unknownOption": "有一项设置不正确。请在“设置”中恢复默认。",
  "error.memoryLimit": "{file}：继续读取会超出内存上限。之前载入的文件都还在。请按日期拆分文件。",
  "error.noOrders": "还没有可计入的订单。请先添加订单导出文件。",
  "error.unknownCustomer": "没有这个标识的客户。",
  "error.unknownFile": "这个文件已经不在了。",
  "error.asOfTooEarly": "在这个截止日期及之前没有计入的订单。请选择更晚的日期。",
  "error.unknownCurrency": "没有订单使用这个币种。请在“设置”中另选一个。",
  "error.unknownEncoding": "{file}：浏览器无法解码这种编码。请把文件另存为 UTF-8。",
  "error.unknownTable": "没有这张表可供下载。",
  "error.engineLost": "Linger 内部出错，分析已停止并重新启动；页面会重新读取仍保留的文件。",
  "error.engineNotStarted": "Linger 的引擎无法在这个浏览器或页面中启动。它需要支持 SIMD 的 WebAssembly。请更新浏览器后再试。",
  "notice.engineLost": "Linger 内部出错，分析已停止并重新启动；页面正在重新读取仍保留的文件。",
};
