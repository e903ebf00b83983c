// pdfmake 0.2: a document definition, its own QR, its own table.
'use strict';
const PdfPrinter = require('pdfmake'), common = require('./common');

const text = (d, o, n) => {
  const box = { text: d.fill(o.s, n), font: o.font, fontSize: o.size };
  if (o.align === 'left')
    return { ...box, absolutePosition: { x: o.x, y: o.y - o.size } };
  const w = o.align === 'center' ? 2 * Math.min(o.x, d.page[0] - o.x) : o.x;
  return {
    columns: [{ ...box, width: w, alignment: o.align }],
    absolutePosition: { x: o.align === 'center' ? o.x - w / 2 : 0,
      y: o.y - o.size } };
};

const node = {
  text,
  para: (d, o, n) => ({
    columns: [{ text: d.fill(o.s, n), font: o.font, fontSize: o.size,
      width: o.w }],
    absolutePosition: { x: o.x, y: o.y - o.size } }),
  line: (d, o) => ({
    canvas: [{ type: 'line', x1: o.x1, y1: o.y1, x2: o.x2, y2: o.y2,
      lineWidth: o.lw }],
    absolutePosition: { x: 0, y: 0 } }),
  img: (d, o) => ({ image: o.name, width: o.w, height: o.h, opacity: o.alpha,
    absolutePosition: { x: o.x, y: o.y } }),
  qr: (d, o, n) => ({ qr: d.fill(o.s, n), fit: o.size, eccLevel: 'M',
    absolutePosition: { x: o.x, y: o.y } }),
  table: (d, o, n) => ({
    table: { widths: o.cols.map((x) => x - 8), heights: o.rowh - 5,
      body: o.rows.map((r) => r.map((v) => d.fill(v, n))) },
    font: o.font, fontSize: o.size, absolutePosition: { x: o.x, y: o.y } }),
};

exports.prepare = (d) => {
  const fonts = {}, images = {};
  for (const k in d.fonts) fonts[k] = { normal: d.fontFile(k) };
  for (const k of ['photo', 'logo'])
    images[k] = 'data:image/jpeg;base64,' + d.image(k).toString('base64');
  const printer = new PdfPrinter(fonts);
  return (n) => new Promise((done) => {
    const pdf = printer.createPdfKitDocument({
      pageSize: { width: d.page[0], height: d.page[1] }, pageMargins: 0,
      images, defaultStyle: { font: Object.keys(fonts)[0] },
      content: d.ops.map((o) => node[o.op](d, o, n)) });
    const parts = [];
    pdf.on('data', (x) => parts.push(x));
    pdf.on('end', () => done(Buffer.concat(parts)));
    pdf.end();
  });
};

if (require.main === module) common.run('pdfmake', exports.prepare);
