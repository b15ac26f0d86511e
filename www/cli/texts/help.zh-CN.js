/** `--help` 的中文内容。 */
const READING = `  --mapping JSON    没能自动认出时，指明各列：'{"customer": "买家", "time": 2}'，或用 @文件名
  --encoding 编码   导出文件的编码，如 gbk；不写则自动识别
`;
const REPORTING = `  --as-of 日期      报告截至哪一天；默认为最后一单
  --zone 时区       IANA 时区，如 Asia/Shanghai；默认 UTC
  --currency 币种   只显示这个币种的金额
  --options JSON    报告的其他选项：'{"churn": {"marginDays": 45}}'，或用 @文件名
${READING}`;
const COMMON = `  --lang 语言       en 或 zh-CN；默认随终端
  --help            显示本文
`;

export default {
  "help.all": `Linger 留步告诉店主：谁快要离开、为什么、代价多大。不向任何地方发送数据。

  linger report 文件… --out report.html     生成单个 HTML 报告，其中没有可指认个人的内容
  linger summary 文件…                      在终端里显示要紧的数字
  linger verify report.html 文件…           核对报告是否由这些文件生成、之后有无改动
  linger merge 文件… --out pack.ndjson      把多个会话文件合成一个，每个事件只留一次
  linger schema [report|events|shared|run]  输出 Linger 所读写数据的 JSON Schema

文件可以是订单导出（CSV、TSV）或录制的会话（NDJSON）；- 表示标准输入。
退出码：0 正常；1 输入不允许（或 verify 发现差异）；2 命令写法有误。
\`linger 命令 --help\` 说明各选项。环境变量 LINGER_SALT 存放会话文件中客户编号加密所用的密钥。
`,
  "help.report": `linger report 文件… --out report.html

生成单个 HTML 报告，任何地方都能离线打开。其中没有姓名和标识，也没有少于 k 位客户的分组数字。

  --out 文件        写到哪里；- 表示标准输出
  --title 文字      报告标题
  --interactive     可切片、排序的报告（含脚本）；不写则完全没有脚本
  --json            只写报告的数据而不是网页，供 <linger-report src> 使用
  --k 数            每组最少客户数，至少 2；默认 5
  --with-people     仅供自己使用：不隐藏任何内容，并附客户名单
  --models          另加购买模型，用留出的数据检验，通过的才显示
  --value           另加客户价值；与 --models 同用时含今后预期
  --products        另加一起购买的商品、畅销品与新品
  --season          另加季节与预测
  --history         另加逐月的流失与价值（不告诉他人：请用 --with-people）
  --due             另加下次购买的数量；只在 --with-people 的文件中
${REPORTING}${COMMON}`,
  "help.summary": `linger summary 文件…

显示文件里的要点。

  --json            改为输出本次运行的 JSON；客户标识已加密
  --models          另加购买模型，并用留出的数据检验
  --since 运行      说明与保存的某次运行相比有何变化
  --save 运行       保存本次运行，供下次 --since 使用
${REPORTING}${COMMON}
每晚自动运行，在 crontab 中写一行：
  15 3 * * *  cd /srv/shop && linger summary orders.csv --since last.json --save last.json > changes.txt
`,
  "help.verify": `linger verify report.html 文件…

用报告自己写明的选项，从这些文件重新生成一遍并逐项比较：文件、凭据、内容，以及文档的每个字节。退出码 0 表示毫无差异。

${READING}${COMMON}`,
  "help.merge": `linger merge 文件… --out pack.ndjson

把多个录制的会话文件（NDJSON）合成一个。重复发送的事件只留一个；文件先后不影响结果。文件可以大于内存。

  --out 文件        写到哪里；- 表示标准输出
${COMMON}`,
  "help.schema": `linger schema [report|events|shared|run]

输出 JSON Schema：报告（默认）、店铺录制的事件、分享报告里的数据，或保存的运行。

${COMMON}`,
};
