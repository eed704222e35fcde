import { JUDGES } from "./judge";
import { VIEWS } from "./view";
import { WRITE } from "./write";
import { WriteView } from "./write-view";

Object.assign(JUDGES, { "fill-in": WRITE, number: WRITE });
Object.assign(VIEWS, { "fill-in": WriteView, number: WriteView });
