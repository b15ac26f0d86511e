/** 简体中文：本页的网络请求。 */
export default {
  "network.title": "本页向网络请求了什么",
  "network.none": "自打开以来，本页没有向网络请求任何内容。",
  "network.some": "自打开以来，本页发出了 {n|1 次请求|# 次请求}。本应一次也没有：请连同下面的地址一起报告。",
  "network.someRefused": "{n|1 次尝试|# 次尝试}被下面的规则拒绝。Linger 自己不会发起任何请求：请核实本页从何而来，以及哪些浏览器扩展在影响它。",
  "network.rule": "规则",
  "network.ruleSays": "这条规则写在页面的源代码里，由浏览器强制执行。页面的脚本不能发送或获取任何内容（connect-src 'none'），没有列出的一律不能进入（default-src 'none'），只有摘要在列的脚本才能运行（script-src）。",
  "network.check": "如何自己核实",
  "network.check.tools": "打开开发者工具（F12），选择“网络”，添加一个文件：列表一直是空的。",
  "network.check.offline": "断开网络，然后添加一个文件：一切照常。",
  "network.check.source": "查看页面源代码（Ctrl+U）：规则就在开头几行。",
  "network.limits": "这个数字由浏览器报告给页面。浏览器不报告它自己做的事，例如它自身的更新，也不报告扩展做的事。",
  "network.limitsServed": "这个数字由浏览器报告给页面。浏览器不报告它自己做的事，例如它自身的更新，不报告扩展做的事，也不报告打开本页时对页面、清单和离线副本的获取。",
};
