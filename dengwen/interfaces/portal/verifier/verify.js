// The checks of dengwen_verify/receipts.py and merkle.py, once more for a browser without a site. It stands in a
// block behind noble-ed25519 (`verifyAsync`), in one file that asks nobody anything.
const HEAD = "dengwen-head/1", KEY = "dengwen-key/1", RECEIPT = "dengwen-receipt/1", HEADS = "dengwen-heads/1";
const MOST_DELAY = 24 * 3600 * 1000;
const bytes = (hex) => {
  if (!/^([0-9a-f]{2})*$/i.test(hex)) throw new Error("not hexadecimal");
  return Uint8Array.from(hex.match(/../g) || [], (pair) => parseInt(pair, 16));
};
const hex = (data) => Array.from(data, (one) => one.toString(16).padStart(2, "0")).join("");
const sorted = (value) =>
  value && typeof value === "object" && !Array.isArray(value)
    ? Object.fromEntries(Object.keys(value).sort().map((name) => [name, sorted(value[name])]))
    : value;
const statement = (kind, fields) => new TextEncoder().encode(JSON.stringify(sorted({ type: kind, ...fields })));
const only = (names, from) => Object.fromEntries(names.map((name) => [name, from[name]]));
const sha256 = async (...parts) => {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  parts.reduce((at, part) => (whole.set(part, at), at + part.length), 0);
  return new Uint8Array(await crypto.subtle.digest("SHA-256", whole));
};
const leafHash = (data) => sha256(Uint8Array.of(0), data);
const nodeHash = (left, right) => sha256(Uint8Array.of(1), left, right);
const keyId = async (key) => hex(await sha256(key)).slice(0, 16);

async function holds(key, signature, message) {
  try {
    return await verifyAsync(bytes(signature), message, key);
  } catch {
    return false;
  }
}

async function trustedKeys(keys, first) {
  const good = new Map(), wrong = [];
  for (const [number, key] of keys.entries()) {
    const own = bytes(key.public);
    const signer = number === 0 ? own : good.get(key.signed_by);
    const said = statement(KEY, only(["key", "public", "since"], key));
    if ((await keyId(own)) !== key.key || !signer || !(await holds(signer, key.signature, said))) wrong.push("key_forged");
    else if (number === 0 && first && key.key !== first) wrong.push("key_unknown");
    else good.set(key.key, own);
  }
  return [good, wrong];
}

async function headHolds(head, keys) {
  const key = keys.get(head.key);
  return Boolean(key) && holds(key, head.signature, statement(HEAD, only(["size", "root", "at", "key"], head)));
}

async function includes(leaf, index, size, path, root) {
  if (!(index >= 0 && index < size)) return false;
  let at = BigInt(index), last = BigInt(size) - 1n, found = leaf;
  for (const step of path) {
    if (last === 0n) return false;
    if (at & 1n || at === last) {
      found = await nodeHash(step, found);
      while (at && !(at & 1n)) [at, last] = [at >> 1n, last >> 1n];
    } else found = await nodeHash(found, step);
    [at, last] = [at >> 1n, last >> 1n];
  }
  return last === 0n && hex(found) === root;
}

async function begins(older, newer, path) {
  if (older.size === newer.size) return !path.length && older.root === newer.root;
  if (!(older.size > 0 && older.size < newer.size) || !path.length) return false;
  const size = BigInt(older.size);
  const steps = size & (size - 1n) ? path : [bytes(older.root), ...path];
  let at = size - 1n, last = BigInt(newer.size) - 1n;
  while (at & 1n) [at, last] = [at >> 1n, last >> 1n];
  let old = steps[0], fresh = steps[0];
  for (const step of steps.slice(1)) {
    if (last === 0n) return false;
    if (at & 1n || at === last) {
      [old, fresh] = [await nodeHash(step, old), await nodeHash(step, fresh)];
      while (at && !(at & 1n)) [at, last] = [at >> 1n, last >> 1n];
    } else fresh = await nodeHash(fresh, step);
    [at, last] = [at >> 1n, last >> 1n];
  }
  return last === 0n && hex(old) === older.root && hex(fresh) === newer.root;
}

async function checkHeads(heads, first) {
  const [keys, wrong] = await trustedKeys(heads.keys, first);
  const notes = [], listed = [...heads.heads].sort((one, other) => one.size - other.size);
  for (const head of listed) if (!(await headHolds(head, keys))) wrong.push("head_forged");
  for (const [number, newer] of listed.entries()) {
    if (!number) continue;
    const older = listed[number - 1];
    const step = (heads.consistency || []).find((one) => one.old === older.size && one.new === newer.size);
    if (!step) notes.push("consistency_unproved");
    else if (!(await begins(older, newer, step.path.map(bytes)))) wrong.push("heads_inconsistent");
  }
  return { wrong, notes };
}

async function checkInclusion(receipt, heads, keys, found) {
  if (!("inclusion" in receipt)) return void found.notes.push("paper_only");
  const proof = receipt.inclusion;
  if (!proof) {
    const newest = heads ? Math.max(...heads.heads.map((head) => Date.parse(head.at))) : 0;
    const late = newest > Date.parse(receipt.promise.registered_at) + MOST_DELAY;
    return void (late ? found.wrong.push("overdue") : found.notes.push("not_yet_included"));
  }
  const head = proof.head;
  if (!(await headHolds(head, keys))) return void found.wrong.push("head_forged");
  const leaf = await leafHash(bytes(receipt.promise.entry.hash));
  if (!(await includes(leaf, proof.index, head.size, proof.path.map(bytes), head.root)))
    return void found.wrong.push("not_included");
  found.proved.push("inclusion");
  if (!heads) return void found.notes.push("no_heads");
  const same = heads.heads.filter((other) => other.size === head.size);
  if (same.some((other) => other.root !== head.root)) found.wrong.push("head_differs");
  else if (same.length) found.proved.push("deposited");
  else found.notes.push("head_not_deposited");
}

async function checkReceipt(receipt, heads, number, first) {
  const listed = (heads || receipt).keys || [];
  const [keys, wrong] = await trustedKeys(listed, first);
  const found = { wrong, notes: [], proved: [] };
  if (!heads && !(listed.length && first)) found.notes.push("unanchored");
  const promise = receipt.promise, key = keys.get(promise.key);
  if (!listed.length) found.notes.push("no_keys");
  else if (!key) found.wrong.push("key_unknown");
  else if (!(await holds(key, receipt.signature, statement(RECEIPT, promise)))) found.wrong.push("forged");
  else found.proved.push("promise");
  if (number && promise.number !== number) found.wrong.push("other_number");
  await checkInclusion(receipt, heads, keys, found);
  if (heads) found.wrong.push(...(await checkHeads(heads, first)).wrong);
  return found;
}

// The page around the checks: two files, two words, one answer in both languages.
const words = JSON.parse(document.getElementById("words").textContent);
const field = (name) => document.getElementById(name);

async function read(name, kind, optional) {
  const file = field(name).files[0];
  const text = file ? await file.text() : name === "receipt" ? field("paper").value.trim() : "";
  if (!text && optional) return null;
  const found = JSON.parse(text);
  if (found.format !== kind) throw new Error(`not of the format ${kind}`);
  return found;
}

function line(code, kind) {
  const item = document.createElement("li");
  item.className = kind;
  for (const language of ["zh", "en"]) {
    const text = document.createElement("p");
    text.lang = language === "zh" ? "zh-Hans" : "en";
    text.textContent = words[code][language];
    item.append(text);
  }
  return item;
}

field("check").addEventListener("submit", async (event) => {
  event.preventDefault();
  const list = field("answer");
  list.replaceChildren();
  try {
    const receipt = await read("receipt", RECEIPT, false), heads = await read("heads", HEADS, true);
    const found = await checkReceipt(receipt, heads, field("number").value.trim(), field("key").value.trim());
    field("about").textContent = `${receipt.promise.number} · ${receipt.promise.organ} · ${receipt.promise.registered_at}`;
    for (const kind of ["wrong", "proved", "notes"])
      for (const code of new Set(found[kind])) list.append(line(code, kind));
    field("result").dataset.outcome = found.wrong.length ? "wrong" : found.notes.length ? "open" : "proved";
  } catch (problem) {
    field("about").textContent = "";
    list.append(line("unreadable", "wrong"));
    field("result").dataset.outcome = "unreadable";
  }
  field("result").hidden = false;
  field("result").focus();
});
