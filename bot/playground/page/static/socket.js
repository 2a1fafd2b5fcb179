// The one connection: orders go out, batches come in and are handed over once a frame.

export class Line {
  constructor(onBatches, onState) {
    this.onBatches = onBatches;
    this.onState = onState;
    this.waiting = [];
    this.number = 0;
    this.pause = 300;
    this.connect();
  }

  connect() {
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    this.socket = new WebSocket(`${scheme}//${location.host}/socket`);
    this.socket.addEventListener("open", () => {
      this.pause = 300;
      this.onState(true);
    });
    this.socket.addEventListener("message", (event) => this.take(JSON.parse(event.data)));
    this.socket.addEventListener("close", () => {
      this.onState(false);
      setTimeout(() => this.connect(), this.pause);
      this.pause = Math.min(this.pause * 2, 5000);
    });
  }

  take(batch) {
    this.waiting.push(batch);
    if (this.waiting.length > 1) return;
    const apply = () => this.onBatches(this.waiting.splice(0));
    // A page that nobody looks at gets no frames, and must not fall behind.
    if (document.hidden) setTimeout(apply, 0);
    else requestAnimationFrame(apply);
  }

  // Returns the number of the order, or 0 when the playground cannot be reached.
  send(order) {
    if (this.socket.readyState !== WebSocket.OPEN) return 0;
    this.number += 1;
    this.socket.send(JSON.stringify({ ...order, number: this.number }));
    return this.number;
  }
}
