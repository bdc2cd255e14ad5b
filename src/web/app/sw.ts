// sw: keeps all files of the page, so that it works where there is no network. The bundler names them
// and a version, which changes when any of them does.
declare const FILES: string[];
declare const VERSION: string;
export {};

const worker = self as unknown as ServiceWorkerGlobalScope;

worker.oninstall = (event) => {
    event.waitUntil(
        caches
            .open(VERSION)
            .then((cache) => cache.addAll(FILES.map((name) => new Request(name, { cache: "reload" })))),
    );
};
worker.onactivate = (event) => {
    event.waitUntil(
        caches
            .keys()
            .then((names) => Promise.all(names.filter((name) => name !== VERSION).map((name) => caches.delete(name))))
            .then(() => worker.clients.claim()),
    );
};
// Only what was kept is given out: the page asks for nothing else.
worker.onfetch = (event) => {
    event.respondWith(
        caches
            .open(VERSION)
            .then((cache) => cache.match(event.request, { ignoreSearch: true }))
            .then((kept) => kept ?? fetch(event.request)),
    );
};
