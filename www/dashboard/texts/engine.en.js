/**
 * The engine speaks English, also to programs: where it names an option, the page says what to do on the screen.
 * Keys are kind and code, as in `engine.zh-CN.js`.
 */
export default {
  "notice.shortHistory": "The data begin on {first}. {marked} of {customers} customers first ordered so soon after that they may be older customers. They are marked and count as new, unless you leave them out under Settings.",
  "notice.oneOrderDominates": "Most customers have ordered once, so frequency hardly tells them apart. Under Settings, the scores “in fixed steps” do better.",
  "error.memoryLimit": "{file}: reading on would need more memory than a tab may safely use. Earlier files stay loaded. Split the file by date and add a part.",
  "error.unknownOption": "A setting does not fit this data. Choose “Back to the defaults” under Settings.",
  "error.unknownCurrency": "No order is in this currency. Choose another one under Settings.",
  "error.asOfTooEarly": "No counted order lies on or before this date. Choose a later one under Settings.",
  "error.binaryWorkbook": "{file}: this is a binary workbook (.xlsb). Open it in Excel, save it as XLSX or CSV, and add that file.",
  "error.damagedArchive": "{file}: the packed file is damaged or incomplete. Download it once more, or unpack it yourself and add the files in it.",
  "error.damagedWorkbook": "{file}: the workbook is damaged or incomplete. Download the export once more, or open it in Excel and save it as CSV.",
  "error.emptyArchive": "{file}: there is no file in this archive. Export again and check that the download finished.",
  "error.emptyWorkbook": "{file}: no sheet of this workbook has a filled cell. Export again and check that the download finished.",
  "error.folderUnreadable": "This browser does not let the page read that folder. Open the folder and drop the files in it.",
  "error.noTable": "{file}: this is a text document, a presentation or a file of Numbers, not a table that Linger can read. Export the table as CSV or XLSX and add that file.",
  "error.packedOtherwise": "{file}: this is packed in a way that Linger cannot unpack. Unpack the archive yourself and add the files in it.",
  "error.packedTooDeep": "{file}: this archive lies in an archive that lies in another. Unpack the outer ones yourself and add the files in them.",
  "error.passwordProtected": "{file}: the file is protected with a password. Open it, save a copy without a password, and add that copy.",
  "error.tooManyFiles": "There are more than 1,000 files in what was dropped. Drop only the folder with the exports.",
  "error.unpacksTooFar": "{file}: unpacked, this would be over 1 GB and over a hundred times its size, which no export is. If it is one, unpack it yourself and add the CSV files.",
  "error.engineLost": "The analysis stopped because of a fault inside Linger. It has been started again, and the page reads the files it still holds once more.",
  "notice.engineLost": "The analysis stopped because of a fault inside Linger. It has been started again, and the page reads the files it still holds once more.",
  "verdict.zeroValue": "The order is worth nothing and is left out, as chosen under Settings.",
  "verdict.refundExcluded": "A refund, or an order refunded in full, left out as chosen under Settings.",
};
