/** The types of requests and answers. Members have the names they have in JSON. */

export * from "./models/names-a.js";
export * from "./models/names-b.js";
export * from "./models/names-c.js";
export * from "./models/names-d.js";
export * from "./models/names-e.js";
export * from "./models/names-f.js";
export * from "./models/names-h.js";
export * from "./models/names-i.js";
export * from "./models/names-j.js";
export * from "./models/names-l.js";
export * from "./models/names-m.js";
export * from "./models/names-n.js";
export * from "./models/names-o.js";
export * from "./models/names-p.js";
export * from "./models/names-r.js";
export * from "./models/names-s.js";
export * from "./models/names-t.js";
export * from "./models/names-u.js";
