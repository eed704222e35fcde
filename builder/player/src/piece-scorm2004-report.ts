import { missing } from "./keeping/lacking";
import { Outbox } from "./keeping/outbox";
import { MORE } from "./registry";
import { report2004 } from "./trackers/rows2004";

MORE.report2004 = report2004;
MORE.rows = { Outbox, missing };
