// What the peers share: the documents, their images, the QR matrix, and the
// measured run.  usage of each peer: node PEER.js DATA_DIR DOC COUNT WARM [OUT]
'use strict';
const fs = require('fs'), path = require('path'), QRCode = require('qrcode');

exports.open = (dir, doc) => {
  const d = JSON.parse(fs.readFileSync(path.join(dir, doc + '.json')));
  d.image = (name) => fs.readFileSync(path.join(dir, name + '.jpg'));
  d.fontFile = (name) => fs.readFileSync(d.fonts[name]);
  d.fill = (s, n) => s.replaceAll('{n}', String(n).padStart(6, '0'))
    .replaceAll('{name}', d.names[n % d.names.length]);
  return d;
};

// calls f(x, y, width) for each run of dark modules; returns the symbol's side
exports.qr = (text, f) => {
  const m = QRCode.create(text, { errorCorrectionLevel: 'M' }).modules;
  for (let y = 0; y < m.size; y++)
    for (let x = 0, from; x < m.size; x++) {
      for (from = x; x < m.size && m.data[y * m.size + x];) x++;
      if (x > from) f(from, y, x - from);
    }
  return m.size;
};

exports.run = async (peer, prepare) => {
  const [dir, doc, count, warm, out] = process.argv.slice(2);
  const d = exports.open(dir, doc), render = prepare(d);
  for (let i = 0; i < +warm; i++) await render(i);
  const from = process.resourceUsage(), at = process.hrtime.bigint();
  let bytes = 0, last;
  for (let i = 0; i < +count; i++) {
    last = await render(1000 + i);
    bytes += last.length;
  }
  const to = process.resourceUsage();
  if (out) fs.writeFileSync(out, last);
  console.log(JSON.stringify({
    peer, doc, count: +count, bytes: Math.round(bytes / +count),
    wall: Number(process.hrtime.bigint() - at) / 1e9,
    cpu: (to.userCPUTime - from.userCPUTime + to.systemCPUTime
      - from.systemCPUTime) / 1e6 }));
};
