import { WriteView } from "./write-view";
import { VIEWS } from "./view";

Object.assign(VIEWS, { "fill-in": WriteView, number: WriteView });
