// What one can do in a chat but write: the entries of its menu.

import { h, isPhone } from "./dom.js";

export function items(pane, chat) {
  const { who, desk } = pane;
  const shut = () => pane.shutSheet();
  const entry = (words, act) => h("button", { type: "button", onclick: () => { shut(); act(); } }, words);
  const beside = isPhone() ? [] : [entry("Open once more, beside", () => desk.beside(who, chat.id))];
  if (chat.type === "private") {
    const { blocked } = pane.world.people.get(who);
    return [entry(blocked ? "Unblock the bot" : "Block the bot", () => desk.send({ do: "block", who, blocked: !blocked })), ...beside];
  }
  const joins = entry("Somebody joins", () => desk.send({ do: "person", chat: chat.id }));
  const attended = attending(who, chat).map(([words, what]) => entry(words, () => desk.send({ do: "attend", who, chat: chat.id, what })));
  return [joins, ...attended, ...pane.topics.items(chat, (order) => desk.send(order), shut), ...beside];
}

function attending(who, chat) {
  const isMember = chat.members.includes(who);
  const isAdmin = chat.admins.includes(who);
  return [
    isMember && ["Leave the group", "leave"],
    isAdmin && chat.bot === "member" && ["Make the bot an administrator", "promote"],
    isAdmin && chat.bot === "administrator" && ["Make the bot a member", "demote"],
    isAdmin && chat.bot !== "absent" && ["Remove the bot", "remove"],
    isMember && chat.bot === "absent" && ["Add the bot", "add"],
  ].filter(Boolean);
}
