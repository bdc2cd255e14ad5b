// shelf: sealed bundles in the browser's own store, so that a phone that was switched off has them
// still. Nobody can read them without the office's key. One tab at a time writes.

const NAME = "townline";
const BUNDLES = "sealed";

function ask<T>(request: IDBRequest<T>): Promise<T> {
    return new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error ?? new Error("the browser keeps nothing"));
    });
}

export class Shelf {
    private opened: Promise<IDBDatabase> | null = null;

    private open(): Promise<IDBDatabase> {
        this.opened ??= (() => {
            const request = indexedDB.open(NAME, 1);
            request.onupgradeneeded = () => request.result.createObjectStore(BUNDLES);
            return ask(request);
        })();
        return this.opened;
    }

    private async change(act: (store: IDBObjectStore) => void): Promise<void> {
        await navigator.locks.request(NAME, async () => {
            const transaction = (await this.open()).transaction(BUNDLES, "readwrite", {
                durability: "strict",
            });
            act(transaction.objectStore(BUNDLES));
            await new Promise<void>((resolve, reject) => {
                transaction.oncomplete = () => resolve();
                transaction.onabort = () => reject(transaction.error ?? new Error("not kept"));
            });
        });
    }

    async all(): Promise<Uint8Array[]> {
        const store = (await this.open()).transaction(BUNDLES).objectStore(BUNDLES);
        return (await ask(store.getAll())) as Uint8Array[];
    }
    put(id: string, bytes: Uint8Array): Promise<void> {
        return this.change((store) => store.put(bytes, id));
    }
    remove(id: string): Promise<void> {
        return this.change((store) => store.delete(id));
    }
}
