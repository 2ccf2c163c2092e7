// How each page of the classic layout is known and read; `at` holds the selectors of locators.toml.
({ one, all, text, texts, rows, visible }, at) => {
  const label = (node) => node.getAttribute("aria-label") ?? text(node);

  // Of a table with one row: the name of a column and its cell, which have one class.
  const column = (selector) => texts(selector);

  const card = (node) => ({
    status: text(one(at.my_orders.status, node)),
    info: texts(at.my_orders.info, node),
    placed: text(one(at.my_orders.placed, node)),
    link: one(at.my_orders.link, node)?.href ?? null,
    store: text(one(at.my_orders.store, node)),
    buttons: all(at.my_orders.button, node).filter(visible).map(label),
    titles: all(at.my_orders.title, node).map((title) => title.title || text(title)),
    total: text(one(at.my_orders.total, node)),
    states: texts(at.my_orders.state_line, node),
    whole: node.textContent,
  });

  const pager = (node) => {
    const links = all(at.my_orders.page_link, node);
    const number = Number(text(one(at.my_orders.present_page, node)));
    const leadsTo = (link) => Number(link.getAttribute("pagenum"));
    return {
      number,
      last: Math.max(number, ...links.map(leadsTo)),
      next: links.find((link) => leadsTo(link) === number + 1)?.href ?? null,
    };
  };

  const search = (field) => ({ action: field.form.action, name: field.name });

  return {
    header: {
      present: () => one(at.header.account),
      read: () => ({
        welcome: text(one(at.header.welcome)),
        signIn: !!one(at.header.sign_in),
      }),
    },
    sign_in: {
      present: () => one(at.sign_in.frame),
      read: () => ({}),
    },
    my_orders: {
      present: () => one(at.my_orders.main),
      settled: () =>
        all(at.my_orders.card).every((node) => text(one(at.my_orders.total, node))?.trim()),
      read: () => ({
        listName: text(one(at.my_orders.name)),
        cards: all(at.my_orders.card).map(card),
        pager: all(at.my_orders.pager).map(pager)[0] ?? null,
        reminders: texts(at.my_orders.reminder).map(Number),
        search: all(at.my_orders.search).map(search)[0] ?? null,
        account: !!one(at.header.welcome) && !one(at.header.sign_in),
      }),
    },
    order: {
      present: () => one(at.order.status) && one(at.order.number_row) && one(at.order.items),
      read: () => ({
        status: text(one(at.order.status)),
        reminders: texts(at.order.reminder),
        protection: texts(at.order.protection),
        endReason: text(one(at.order.end_reason)),
        buttons: all(at.order.button).filter(visible).map(label),
        menu: texts(at.order.menu_item),
        info: [
          ...rows(at.order.number_row),
          ...rows(at.order.step),
          ...rows(at.order.dated),
          column(at.order.method),
        ],
        store: text(one(at.order.store)),
        titles: texts(at.order.title),
        prices: [column(at.order.total)],
      }),
    },
    cancel_page: {
      present: () => one(at.cancel_page.form),
      read: () => ({}),
    },
    refund: {
      present: () => one(at.refund.table) || one(at.refund.none),
      read: () => ({
        none: text(one(at.refund.none)),
        stages: all(at.refund.stage).map((node) => ({
          parts: [...node.children].map(text),
          current: node.getAttribute("aria-current") === "step",
        })),
        rows: [at.refund.amount, at.refund.method, at.refund.due].map(column),
      }),
    },
  };
}
