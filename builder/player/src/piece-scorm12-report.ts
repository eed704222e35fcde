import { missing } from "./keeping/lacking";
import { Outbox } from "./keeping/outbox";
import { MORE } from "./registry";
import { report12 } from "./trackers/rows12";

MORE.report12 = report12;
MORE.rows = { Outbox, missing };
