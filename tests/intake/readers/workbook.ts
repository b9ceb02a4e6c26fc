import ExcelJS from 'exceljs';

/** An invented workbook with one sheet of every kind of cell, and a second sheet. */
export async function sampleWorkbook(): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('名冊');
  sheet.addRow(['編號', 'name', 'day', 'at', 'amount', 'sum', 'ok']);
  sheet.addRow([
    1,
    '王小明',
    new Date('2024-03-01T00:00:00Z'),
    new Date('2024-03-01T08:30:00Z'),
    0.1 + 0.2,
    3,
    true,
  ]);
  sheet.addRow([2, { richText: [{ text: '許' }, { font: { bold: true }, text: '功蓋' }] }]);
  sheet.addRow([]);
  sheet.addRow([1234567890123456, 'a & <b>', null, null, null, null, false]);
  sheet.getCell('E3').value = { formula: 'A3*2', result: 4, date1904: false };
  sheet.getCell('F3').value = { formula: 'A3*2', date1904: false };
  sheet.getCell('H5').value = 'beyond';
  sheet.getCell('C2').numFmt = 'yyyy"年"m"月"d"日"';
  sheet.getCell('D2').numFmt = 'yyyy-mm-dd hh:mm';
  sheet.addRow([3, { error: '#REF!' }]);
  const other = workbook.addWorksheet('other');
  other.addRow(['x']);
  other.addRow(['y']);
  other.mergeCells('A2:A3');
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

/** Many rows of Chinese text, so that characters fall across every chunk border. */
export async function longWorkbook(rows: number): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('1');
  sheet.addRow(['id', 'name']);
  for (let i = 0; i < rows; i++) sheet.addRow([i, `臺南市東區中華路${i}號`]);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}
