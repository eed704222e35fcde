import { OrderView } from "./order-view";
import { VIEWS } from "./view";

Object.assign(VIEWS, { order: OrderView, rank: OrderView });
