// pdfkit: fonts kept in memory, subset on embedding.
'use strict';
const PDFDocument = require('pdfkit'), common = require('./common');

const draw = {
  text: (pdf, d, o, n) => {
    const s = d.fill(o.s, n);
    let x = o.x;
    if (o.align === 'right') x -= pdf.widthOfString(s);
    if (o.align === 'center') x -= pdf.widthOfString(s) / 2;
    pdf.text(s, x, o.y, { lineBreak: false, baseline: 'alphabetic' });
  },
  para: (pdf, d, o, n) => pdf.text(d.fill(o.s, n), o.x, o.y - o.size,
    { width: o.w, lineGap: o.lead - pdf.currentLineHeight(true) }),
  line: (pdf, d, o) =>
    pdf.lineWidth(o.lw).moveTo(o.x1, o.y1).lineTo(o.x2, o.y2).stroke(),
  img: (pdf, d, o) => {
    pdf.save();
    if (o.alpha < 1) pdf.opacity(o.alpha);
    pdf.image(d.opened[o.name] ||= pdf.openImage(d.bytes[o.name]), o.x, o.y,
      { width: o.w, height: o.h });
    pdf.restore();
  },
  qr: (pdf, d, o, n) => {
    const runs = [];
    const side = common.qr(d.fill(o.s, n), (x, y, w) => runs.push([x, y, w]));
    const m = o.size / side;
    for (const [x, y, w] of runs)
      pdf.rect(o.x + x * m, o.y + y * m, w * m, m);
    pdf.fill('black');
  },
  table: (pdf, d, o, n) => {
    const width = o.cols.reduce((a, b) => a + b, 0);
    const height = o.rows.length * o.rowh;
    pdf.lineWidth(0.5);
    for (let r = 0; r <= o.rows.length; r++)
      pdf.moveTo(o.x, o.y + r * o.rowh).lineTo(o.x + width, o.y + r * o.rowh);
    for (let k = 0, x = o.x; k <= o.cols.length; x += o.cols[k++] || 0)
      pdf.moveTo(x, o.y).lineTo(x, o.y + height);
    pdf.stroke();
    o.rows.forEach((row, r) => row.reduce((x, cell, k) => {
      pdf.text(d.fill(cell, n), x + 4, o.y + (r + 1) * o.rowh - 5,
        { lineBreak: false, baseline: 'alphabetic' });
      return x + o.cols[k];
    }, o.x));
  },
};

exports.prepare = (d) => {
  const font = {};
  for (const k in d.fonts) font[k] = d.fontFile(k);
  d.bytes = { photo: d.image('photo'), logo: d.image('logo') };
  return (n) => new Promise((done) => {
    const pdf = new PDFDocument({ size: d.page, margin: 0 });
    const parts = [], used = {};
    d.opened = {};
    pdf.on('data', (x) => parts.push(x));
    pdf.on('end', () => done(Buffer.concat(parts)));
    for (const o of d.ops) {
      if (o.font) {
        if (!used[o.font]) pdf.registerFont(o.font, font[o.font]);
        used[o.font] = true;
        pdf.font(o.font).fontSize(o.size);
      }
      draw[o.op](pdf, d, o, n);
    }
    pdf.end();
  });
};

if (require.main === module) common.run('pdfkit', exports.prepare);
