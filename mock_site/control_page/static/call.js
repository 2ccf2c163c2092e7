// Calls of the control interface, and what it says when it refuses one.
import { word } from "./words.js";

const PATIENCE_MS = 10_000;

export class Refused extends Error {
  constructor(status, body) {
    super(body.error ?? `The answer was ${status}.`);
    this.fields = body.fields ?? [];
    this.state = body.status ? { status: body.status, end_reason: body.end_reason } : null;
  }
}

export class Unreachable extends Error {
  constructor() {
    super("The shop does not answer.");
  }
}

export async function call(method, path, body) {
  const response = await sent(method, path, body);
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refused(response.status, answer);
  return answer;
}

async function sent(method, path, body) {
  const json = body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } };
  try {
    return await fetch(`/_control${path}`, { method, ...json, signal: AbortSignal.timeout(PATIENCE_MS) });
  } catch {
    throw new Unreachable();
  }
}

// A refusal in a sentence; with the state in words where that is the reason.
export function inWords(error) {
  const sentence = error.message.replace(/[^.!?]$/, "$&.").replace(/^./, (first) => first.toUpperCase());
  return error.state ? `${sentence} That is: ${stateInWords(error.state)}.` : sentence;
}

export function stateInWords(order) {
  return order.end_reason ? word("ending", order.end_reason) : word("status", order.status);
}
