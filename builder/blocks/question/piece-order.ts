import { JUDGES } from "./judge";
import { ORDER } from "./order";
import { OrderView } from "./order-view";
import { VIEWS } from "./view";

Object.assign(JUDGES, { order: ORDER, rank: ORDER });
Object.assign(VIEWS, { order: OrderView, rank: OrderView });
