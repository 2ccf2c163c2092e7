// How the pages about disputes are known and read in every layout; only their selectors differ.
({ one, all, text, rows }, at) => {
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
    dispute: {
      present: () => one(at.dispute.state) || one(at.dispute.way) || one(at.dispute.refusal)
        || one(at.dispute_form.form),
      read: dispute,
    },
  };
}
