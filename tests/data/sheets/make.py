"""Workbooks and archives that the tests read, by other writers than our readers.

python3 -m venv v && v/bin/pip install openpyxl==3.1.5 xlsxwriter==3.3.1 xlwt==1.3.0 odfpy==1.4.1 msoffcrypto-tool==6.1.0 pyzipper==0.4.0
v/bin/python tests/data/sheets/make.py
What the tests expect of them is written by hand there.
"""

import datetime as dt
import gzip
import io
import pathlib
import zipfile

import msoffcrypto.format.ooxml
import openpyxl
import pyzipper
import xlsxwriter
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

here = pathlib.Path(__file__).parent
STAMP = (2024, 6, 1, 0, 0, 0)


def shared():
    """Shared strings, a merged title, an empty row, ids as text and as a number, an error, a hidden and an empty sheet."""
    book = openpyxl.Workbook()
    orders = book.active
    orders.title = "Orders"
    orders["A1"] = "Order report, June 2024"
    orders.merge_cells("A1:F1")
    orders.append([])
    orders.append(["Order ID", "Created", "Day", "Buyer", "Amount", "Paid", "Note"])
    orders.append(["583870900000000001", dt.datetime(2024, 6, 1, 13, 30, 5), dt.date(2024, 6, 1), "Ann", 0.1 + 0.2, True, None])
    orders.append(["583870900000000002", dt.datetime(2024, 6, 2, 0, 0, 0), dt.date(2024, 6, 2), "李雷", 1234.5, False, 'two "quoted"\nlines, and a comma'])
    orders.append([583870900000000003, dt.datetime(2024, 6, 2, 23, 59, 59), dt.date(2024, 6, 2), "Bob; Ltd", -19.99, None, "#N/A"])
    orders["G6"].data_type = "e"
    book.create_sheet("Empty")
    refunds = book.create_sheet("退款")
    refunds.append(["Order ID", "Refund"])
    refunds.append(["583870900000000001", 5])
    lists = book.create_sheet("Lists")
    lists.append(["do not edit"])
    lists.sheet_state = "hidden"
    book.save(here / "shared.xlsx")


def inline():
    """Inline strings, the date system of 1904, formulas with their results, a sheet that begins below and to the right."""
    book = xlsxwriter.Workbook(here / "inline-1904.xlsx", {"constant_memory": True, "date_1904": True})
    day = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    clock = book.add_format({"num_format": "[h]:mm:ss"})
    sheet = book.add_worksheet("Sheet1")
    sheet.write_row(2, 1, ["id", "created", "total", "waited"])
    sheet.write_string(3, 1, "0001")
    sheet.write_datetime(3, 2, dt.datetime(2024, 2, 29, 8, 15), day)
    sheet.write_formula(3, 3, "=10/4", None, 2.5)
    sheet.write_number(3, 4, 1.5, clock)
    sheet.write_string(5, 1, "0002")
    sheet.write_formula(5, 3, '=IF(1,"none","")', None, "none")
    book.close()


def old():
    """Excel 97: a sheet with dates, a sheet in Chinese."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("Orders")
    style = xlwt.easyxf(num_format_str="YYYY-MM-DD HH:MM:SS")
    for column, name in enumerate(["Order ID", "Created", "Amount", "Paid"]):
        sheet.write(0, column, name)
    sheet.write(1, 0, "A-1")
    sheet.write(1, 1, dt.datetime(2023, 12, 31, 23, 59, 58), style)
    sheet.write(1, 2, 19.9)
    sheet.write(1, 3, True)
    sheet.write(3, 0, "A-2")
    sheet.write(3, 1, dt.datetime(2024, 1, 1), style)
    sheet.write(3, 2, 1000000)
    more = book.add_sheet("买家")
    more.write(0, 0, "买家")
    more.write(1, 0, "韩梅梅")
    book.save(str(here / "old.xls"))


def open_document():
    """OpenDocument: dates, times, currency, an empty row."""
    book = OpenDocumentSpreadsheet()
    table = Table(name="Orders")
    book.spreadsheet.addElement(table)

    def row(*cells):
        line = TableRow()
        for kind, value, text in cells:
            fields = {"string": {}, "float": {"value": value}, "date": {"datevalue": value}, "time": {"timevalue": value}, "boolean": {"booleanvalue": value}}[kind]
            cell = TableCell(valuetype=kind, **fields)
            cell.addElement(P(text=text))
            line.addElement(cell)
        table.addElement(line)

    row(("string", "", "id"), ("string", "", "created"), ("string", "", "total"), ("string", "", "at"), ("string", "", "paid"))
    row(("string", "", "583870900000000001"), ("date", "2024-06-01T13:30:05", "1.6.24"), ("float", "0.30000000000000004", "0,30"), ("time", "PT08H05M00S", "08:05"), ("boolean", "true", "TRUE"))
    row()
    row(("string", "", "2"), ("date", "2024-06-02", "2.6.24"), ("float", "-7", "-7"), ("string", "", ""), ("boolean", "false", "FALSE"))
    book.save(str(here / "open.ods"))


def empty():
    """Two sheets, one with a format and nothing in it."""
    book = openpyxl.Workbook()
    book.active["B2"].number_format = "0.00"
    book.create_sheet("Sheet2")
    book.save(here / "empty.xlsx")


def protected():
    """A workbook and an archive under a password."""
    plain = io.BytesIO((here / "inline-1904.xlsx").read_bytes())
    with open(here / "protected.xlsx", "wb") as out:
        msoffcrypto.format.ooxml.OOXMLFile(plain).encrypt("secret", out)
    with pyzipper.AESZipFile(here / "protected.zip", "w", compression=pyzipper.ZIP_DEFLATED, encryption=pyzipper.WZ_AES) as archive:
        archive.setpassword(b"secret")
        archive.writestr("orders.csv", "id,total\n1,2\n")


ORDERS = [
    ("1001", dt.datetime(2024, 1, 5, 10, 0), "ann@shop.test", 40.1),
    ("1002", dt.datetime(2024, 2, 5, 11, 30), "bob@shop.test", 25),
    ("1003", dt.datetime(2024, 3, 1, 9, 15), "ann@shop.test", 60.2),
    ("1004", dt.datetime(2024, 3, 20, 18, 45), "eve@shop.test", 12.7),
    ("1005", dt.datetime(2024, 4, 2, 8, 0), "bob@shop.test", 30),
]


def orders():
    """Five orders below a title: as XLSX, as XLS, and the XLSX gzipped in an archive."""
    new = openpyxl.Workbook()
    new.active.append(["Orders of the shop"])
    new.active.append(["Order ID", "Order Date", "Email", "Total"])
    for order in ORDERS:
        new.active.append(order)
    packed = io.BytesIO()
    new.save(packed)
    (here / "orders.xlsx").write_bytes(packed.getvalue())
    old_book = xlwt.Workbook()
    sheet = old_book.add_sheet("Sheet")
    style = xlwt.easyxf(num_format_str="YYYY-MM-DD HH:MM:SS")
    for row, cells in enumerate([("Order ID", "Order Date", "Email", "Total"), *ORDERS]):
        for column, cell in enumerate(cells):
            sheet.write(row, column, cell, *([style] if isinstance(cell, dt.datetime) else []))
    old_book.save(str(here / "orders.xls"))
    with zipfile.ZipFile(here / "orders.zip", "w") as archive:
        archive.writestr(entry("orders.xlsx.gz"), gzip.compress(packed.getvalue(), mtime=0))


class GbkInfo(zipfile.ZipInfo):
    """A name as Chinese Windows writes it, with nothing that says so."""

    def _encodeFilenameFlags(self):
        return self.filename.encode("gbk"), self.flag_bits & ~0x800


def entry(name, kind=zipfile.ZipInfo):
    info = kind(name, STAMP)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def archives():
    """Folders, what systems leave, pictures, a workbook, an archive in the archive and one in that; GBK names; ZIP64; a comment."""
    deepest = io.BytesIO()
    with zipfile.ZipFile(deepest, "w") as archive:
        archive.writestr(entry("deep.csv"), "id\n9\n")
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr(entry("march.csv"), "id,total\n3,30\n")
        archive.writestr(entry("deepest.zip"), deepest.getvalue())
    with zipfile.ZipFile(here / "exports.zip", "w") as archive:
        archive.comment = b"exported PK\x05\x06 in June"
        archive.mkdir("2024")
        archive.writestr(entry("2024/january.csv"), "id,total\n1,10\n")
        archive.writestr(zipfile.ZipInfo("2024/february.csv", STAMP), "id,total\n2,20\n")
        archive.writestr(entry("__MACOSX/2024/._january.csv"), b"\0\5\26\7")
        archive.writestr(entry(".DS_Store"), b"\0\0\0\1Bud1")
        archive.writestr(entry("logo.png"), b"\x89PNG\r\n\x1a\n")
        archive.writestr(entry("terms.pdf"), b"%PDF-1.4")
        archive.writestr(zipfile.ZipInfo("more.zip", STAMP), inner.getvalue())
        archive.write(here / "inline-1904.xlsx", "book.xlsx")
    with zipfile.ZipFile(here / "gbk.zip", "w") as archive:
        archive.writestr(entry("订单/六月.csv", GbkInfo), "id,total\n6,60\n")
    zipfile.ZIP64_LIMIT = 4
    with zipfile.ZipFile(here / "zip64.zip", "w") as archive:
        archive.writestr(entry("a.csv"), "id,total\n1,10\n")
        archive.writestr(entry("b.csv"), "id,total\n2,20\n")


for make in (shared, inline, old, open_document, empty, orders, protected, archives):
    make()
