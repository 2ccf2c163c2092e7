// How the pages that all layouts draw alike are known and read; `at` holds the layout's selectors.
({ one, all, text, texts }, at) => ({
  thread: {
    present: () => one(at.thread.shown),
    read: () => ({
      order: one(at.thread.thread).dataset.thread,
      messages: all(at.thread.message).map((node) => ({
        party: node.dataset.party ?? null,
        at: text(one(at.thread.at, node)),
        text: text(one(at.thread.text, node)) ?? "",
        files: all(at.thread.file, node).map((file) => text(file.firstChild)),
      })),
    }),
  },
  parcels: {
    present: () => one(at.parcels.shown),
    read: () => ({
      parts: all(at.parcels.part).map((node) => ({
        kind: ["carrier", "number", "arrival"].find((it) => node.matches(at.parcels[it])) ?? "way",
        text: text(node),
        stations: all(at.parcels.station, node).map((station) => ({
          at: one(at.parcels.station_at, station)?.dateTime ?? null,
          printed: text(one(at.parcels.station_at, station)),
          texts: texts(at.parcels.station_text, station),
        })),
      })),
      whole: text(one("main")),
    }),
  },
  cart: {
    present: () => one(at.cart.shown),
    read: () => ({
      lines: all(at.cart.line).map((node) => ({
        title: text(one(at.cart.title, node)),
        pieces: one(at.cart.pieces, node)?.value ?? null,
      })),
    }),
  },
})
