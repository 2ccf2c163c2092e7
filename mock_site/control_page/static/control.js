// The page begins here: its parts are set up, and shown anew as often as the shop is looked at.
import { offerAccounts } from "./accounts.js";
import { setUpClock, showClock } from "./clock.js";
import { setUpFaults, showFaults } from "./faults.js";
import { log, setUpLog, showLog } from "./log.js";
import { setUpNewOrder } from "./new_order.js";
import { setUpOrder, showOrder } from "./order.js";
import { setUpOrders, showOrders } from "./orders.js";
import { setUpTabs } from "./tabs.js";
import { view } from "./view.js";
import { keepLooking } from "./watch.js";
import { setUpWorld, showWorld } from "./world.js";

setUpTabs();
setUpClock();
setUpOrders();
setUpOrder();
setUpNewOrder();
setUpFaults();
setUpLog();
setUpWorld();

const seen = () => ({ ...view, world: log.world, after: log.entries.length });

keepLooking(seen, (shop, asked) => {
  log.take(shop);
  showClock(shop);
  offerAccounts(shop.accounts);
  showOrders(shop, asked);
  showOrder(shop);
  showFaults(shop);
  showLog();
  showWorld(shop);
});
