// SPDX-License-Identifier: AGPL-3.0-or-later
// PouchDB as peer of the sync benchmark: its server in a process of its own, the client here.
// node pouch.js PEERS DOCS FOLDER: PEERS has js/node_modules and js/pouch_server.js, DOCS holds one
// JSON document a line. Reads one command a line, {"do": …, "n": …}; answers milliseconds.
const [peers, docsFile, folder] = process.argv.slice(2);
const fs = require('fs'), path = require('path'), readline = require('readline'), net = require('net');
const { spawn } = require('child_process');
const need = require('module').createRequire(path.resolve(peers, 'js', 'x.js'));
const PouchDB = need('pouchdb');
const docs = fs.readFileSync(docsFile, 'utf8').split('\n').filter(Boolean);
const make = i => { const d = JSON.parse(docs[i]); d._id = d.record; return d; };
const time = async job => { const t = process.hrtime.bigint(); await job(); return Number(process.hrtime.bigint() - t) / 1e6; };
const free = () => new Promise(ok => { const s = net.createServer().listen(0, '127.0.0.1', () => { const p = s.address().port; s.close(() => ok(p)); }); });
let base, made = 0;
const held = {};
const seeded = {};
const seed = async n => {
  const url = `${base}/seed${n}`;
  if (seeded[n]) return url;
  const remote = new PouchDB(url);
  for (let k = 0; k < n; k += 1000) { const b = []; for (let j = k; j < Math.min(n, k + 1000); j++) b.push(make(j)); await remote.bulkDocs(b); }
  seeded[n] = true;
  return url;
};
const pull = (n, local) => local.replicate.from(`${base}/seed${n}`, { batch_size: 1000, batches_limit: 10 });
const work = {
  async pull({ n }) {
    await seed(n);
    const local = new PouchDB(`${folder}/pull${made++}`);
    const ms = await time(() => pull(n, local));
    if (held[n]) await held[n].destroy();
    held[n] = local;
    return ms;
  },
  async again({ n }) { return time(() => pull(n, held[n])); },
  async changed({ n, count }) {
    const remote = new PouchDB(await seed(n)), b = [];
    for (let j = 0; j < count; j++) { const d = await remote.get(make((made * 100 + j) % n)._id); d.edit = made; b.push(d); }
    made++;
    await remote.bulkDocs(b);
    return time(() => pull(n, held[n]));
  },
  async push({ n }) {
    const local = new PouchDB(`${folder}/push${made++}`), b = [];
    for (let j = 0; j < n; j++) b.push(make(j));
    await local.bulkDocs(b);
    const ms = await time(() => local.replicate.to(`${base}/push${made}`, { batch_size: 1000 }));
    await local.destroy();
    return ms;
  },
};
(async () => {
  const port = await free();
  const server = spawn(process.execPath, [path.resolve(peers, 'js', 'pouch_server.js'), String(port), path.join(folder, 'server')], { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] });
  await new Promise(ok => server.stdout.once('data', ok));
  base = `http://127.0.0.1:${port}`;
  console.log('"ready"');
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const told = JSON.parse(line);
    console.log(await work[told.do](told));
  }
  server.kill();
  process.exit(0);
})();
