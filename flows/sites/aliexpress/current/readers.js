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

  const word = (node) => ({
    party: node.dataset.party,
    at: text(one(at.dispute.word_at, node)),
    deed: text(one(at.dispute.word_deed, node)),
    text: text(one(at.dispute.word_text, node)),
    files: all(at.dispute.word_file, node).map((file) => ({
      name: text(file.firstChild),
      size: text(file.lastElementChild),
    })),
  });

  const dispute = () => ({
    state: text(one(at.dispute.state)),
    told: text(one(at.dispute.told)),
    order: text(one(at.dispute.order)),
    steps: all(at.dispute.step).map((step) => ({
      date: text(one(at.dispute.step_date, step)),
      current: step.getAttribute("aria-current") === "step",
    })),
    facts: rows(at.dispute.fact),
    talks: all(at.dispute.word).map(word),
    ways: all(at.dispute.way).map((link) => ({ text: text(link), url: link.href })),
    refusal: text(one(at.dispute.refusal)),
    form: !!one(at.dispute_form.form),
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
      read: () => ({
        tabs: texts(at.my_orders.tab),
        listName: text(one(at.my_orders.chosen_tab)),
        more: all(at.my_orders.more).filter(visible).length > 0,
        cards: all(at.my_orders.card).map(card),
        account: !!one(at.header.welcome) && !one(at.header.sign_in),
      }),
    },
    order: {
      present: () => one(at.order.status),
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
    dispute: {
      present: () => one(at.dispute.state) || one(at.dispute.way) || one(at.dispute.refusal)
        || one(at.dispute_form.form),
      read: dispute,
    },
    refund: {
      present: () => one(at.refund.stage) || one(at.refund.none),
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
