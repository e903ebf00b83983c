// What many offices run: an HTTP service that renders with pdfmake and hands
// the file to lp.  usage: node node_lp.js DATA_DIR DOC COUNT CLIENTS CUPS QUEUE
'use strict';
const http = require('http'), fs = require('fs'), os = require('os');
const path = require('path'), { spawn } = require('child_process');
const common = require('./common');
const [dir, doc, count, clients, cups, queue] = process.argv.slice(2);
const render = require('./pdfmake').prepare(common.open(dir, doc));
const temp = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-lp-'));
let number = 0;

const print = async (n, reply) => {
  const file = path.join(temp, n + '.pdf');
  fs.writeFileSync(file, await render(n));
  const lp = spawn('lp', ['-h', cups, '-d', queue, '-o', 'raw', file],
    { stdio: 'ignore' });
  lp.on('close', (code) => {
    fs.unlinkSync(file);
    reply.statusCode = code ? 500 : 202;
    reply.end('{}');
  });
};
const server = http.createServer((q, reply) => {
  let body = '';
  q.on('data', (x) => { body += x; });
  q.on('end', () => print(JSON.parse(body).n, reply));
});

server.listen(0, '127.0.0.1', async () => {
  const agent = new http.Agent({ keepAlive: true, maxSockets: +clients });
  const post = (n) => new Promise((done) => {
    const q = http.request({ host: '127.0.0.1', port: server.address().port,
      method: 'POST', agent }, (r) => {
      r.resume();
      r.on('end', () => done(r.statusCode));
    });
    q.end(JSON.stringify({ n }));
  });
  const run = async (left) => {
    let ok = 0;
    await Promise.all([...Array(+clients)].map(async () => {
      while (left-- > 0) if (await post(number++) === 202) ok++;
    }));
    return ok;
  };
  await run(40);
  const at = process.hrtime.bigint(), ok = await run(+count);
  const wall = Number(process.hrtime.bigint() - at) / 1e9;
  fs.rmSync(temp, { recursive: true });
  console.log(JSON.stringify({ peer: 'pdfmake+lp', doc, count: ok, wall }));
  process.exit(0);
});
