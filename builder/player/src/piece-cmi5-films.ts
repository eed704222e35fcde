import { MORE } from "./registry";
import { consumed, contextExtensions, resultExtensions } from "./trackers/xapi/video";

MORE.films = { consumed, contextExtensions, resultExtensions };
