// How each page of the current layout is known and read; `at` holds the selectors of locators.toml.
({ one, all, text, texts, rows, visible }, at) => {
  const card = (node) => ({
    status: text(one(at.my_orders.status, node)),
    info: texts(at.my_orders.info, node),
    link: (node.matches(at.my_orders.link) ? node : one(at.my_orders.link, node))?.href ?? null,
    store: text(one(at.my_orders.store, node)),
    buttons: all(at.my_orders.button, node).filter(visible).map(text),
    titles: all(at.my_orders.title, node).map((title) => title.title),
    total: text(one(at.my_orders.total, node)),
    states: texts(at.my_orders.state_line, node),
    whole: node.textContent,
  });

  return {
    header: {
      present: () => one(at.header.account),
      read: () => ({
        welcome: text(one(at.header.welcome)),
        signIn: !!one(at.header.sign_in),
      }),
    },
    sign_in: {
      present: () => one(at.sign_in.login),
      read: () => ({}),
    },
    my_orders: {
      present: () => one(`${at.my_orders.main}:not([aria-busy=true])`),
      settled: () =>
        all(at.my_orders.card).every((node) => text(one(at.my_orders.total, node))?.trim()),
      read: () => ({
        tabs: texts(at.my_orders.tab),
        listName: text(one(at.my_orders.chosen_tab)),
        more: all(at.my_orders.more).filter(visible).length > 0,
        cards: all(at.my_orders.card).map(card),
        account: !!one(at.header.welcome) && !one(at.header.sign_in),
      }),
    },
    order: {
      present: () => one(at.order.status) && one(at.order.info_row),
      settled: () => one(at.order.title) && one(at.order.price_row),
      read: () => ({
        status: text(one(at.order.status)),
        reminders: texts(at.order.reminder),
        protection: texts(at.order.protection),
        endReason: text(one(at.order.end_reason)),
        buttons: all(at.order.button).filter(visible).map(text),
        menu: texts(at.order.menu_item),
        info: rows(at.order.info_row),
        store: text(one(at.order.store)),
        titles: texts(at.order.title),
        prices: rows(at.order.price_row),
      }),
    },
    cancel_page: {
      present: () => one(at.cancel_page.form),
      read: () => ({}),
    },
    refund: {
      present: () => one(at.refund.stage) || one(at.refund.none),
      settled: () => one(at.refund.row) || one(at.refund.none),
      read: () => ({
        none: text(one(at.refund.none)),
        stages: all(at.refund.stage).map((node) => ({
          parts: [...node.children].map(text),
          current: node.getAttribute("aria-current") === "step",
        })),
        rows: rows(at.refund.row),
      }),
    },
  };
}
