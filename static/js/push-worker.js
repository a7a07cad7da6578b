/* Shows what is pushed and opens it; governs only the pages below /pemberitahuan/ and keeps nothing. */
"use strict";
self.addEventListener("push", (event) => {
  let told = {};
  try { told = event.data.json(); } catch (problem) { told = {}; }
  const own = typeof told.link === "string" && /^\/(?![/\\])/.test(told.link);
  event.waitUntil(self.registration.showNotification(String(told.title || "E-Performance"), {
    data: { link: own ? told.link : "/pemberitahuan/" },
  }));
});
self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(self.clients.openWindow(event.notification.data.link));
});
