// films: each frame of a recorded film is looked at, through the browser's own decoder. The film stands
// still while the decoders are busy. Where frames went by unseen it goes on more slowly, and once more from the
// beginning: many films cannot be wound back to a place.
import type { Scanner } from "./camera";
import type { Look } from "./messages";

/** Frames under way before the film stands still. */
const WAITING_MAX = 4;
const RATE_MIN = 0.125;
const PASSES_MAX = 4;
/** How long it may give no frame before it is taken for broken. */
const STUCK_MS = 15000;
/** More than any camera films. */
const PIXELS_MAX = 8192 * 8192;

export interface FilmSeen {
    looked: number;
    /** frames that went by unseen in the last pass */
    missed: number;
    /** of the film's time, 0 to 1 */
    share: number;
}
export class CannotPlay extends Error {}

export class Film {
    private readonly video = document.createElement("video");
    private readonly address: string;
    private readonly seen: FilmSeen = { looked: 0, missed: 0, share: 0 };
    private waiting = 0;
    private presented = 0;
    private dropped = 0;
    private moved = 0;
    private rate = 1;
    private isStopped = false;
    private end: (fault: Error | null) => void = () => {};

    constructor(
        file: Blob,
        private readonly scanner: Scanner,
        private readonly onLook: (seen: FilmSeen, look: Look) => void,
    ) {
        this.address = URL.createObjectURL(file);
        this.video.muted = true;
        this.video.playsInline = true;
        this.video.preload = "auto";
    }

    /** Looks at all of it, or until it is stopped. `isEnough` says whether unseen frames are of no matter. */
    async watch(isEnough: () => boolean): Promise<FilmSeen> {
        const { video, seen } = this;
        video.onended = () => this.end(null);
        video.onerror = () => this.end(new CannotPlay());
        video.onloadedmetadata = () => {
            const { videoWidth, videoHeight } = video;
            if (videoWidth === 0 || videoWidth * videoHeight > PIXELS_MAX) {
                this.end(new CannotPlay());
            }
        };
        const clock = setInterval(() => this.check(), 1000);
        try {
            for (let pass = 0; pass < PASSES_MAX; pass++) {
                await this.pass();
                if (this.isStopped || seen.missed === 0 || isEnough()) {
                    break;
                }
            }
            return seen;
        } finally {
            clearInterval(clock);
            this.end = () => {};
            video.removeAttribute("src");
            video.load();
            URL.revokeObjectURL(this.address);
        }
    }
    stop(): void {
        this.isStopped = true;
        this.end(null);
    }

    /** Once from the beginning to the end. */
    private async pass(): Promise<void> {
        const { video } = this;
        const ended = new Promise<void>((resolve, reject) => {
            this.end = (fault) => (fault ? reject(fault) : resolve());
        });
        this.presented = this.dropped = this.seen.missed = 0;
        this.moved = performance.now();
        video.src = this.address;
        video.defaultPlaybackRate = video.playbackRate = this.rate;
        video.requestVideoFrameCallback((_, about) => this.onFrame(about));
        void video.play().catch(() => undefined); // what is wrong comes as onerror
        await ended;
        while (this.waiting > 0) {
            await new Promise((resolve) => setTimeout(resolve, 20));
        }
    }

    private onFrame({ mediaTime, presentedFrames }: VideoFrameCallbackMetadata): void {
        const { video } = this;
        this.moved = performance.now();
        video.requestVideoFrameCallback((_, about) => this.onFrame(about));
        const dropped = video.getVideoPlaybackQuality().droppedVideoFrames;
        const unseen = this.presented === 0 ? 0 : presentedFrames - this.presented - 1 + dropped - this.dropped;
        this.presented = presentedFrames;
        this.dropped = dropped;
        if (unseen > 0) {
            this.seen.missed += unseen;
            this.rate = Math.max(RATE_MIN, this.rate / 2);
            video.playbackRate = this.rate;
        }
        this.look(mediaTime);
    }

    private look(mediaTime: number): void {
        const { video } = this;
        let frame: VideoFrame;
        try {
            frame = new VideoFrame(video, { timestamp: Math.round(mediaTime * 1e6) });
        } catch {
            this.seen.missed++; // there is no picture yet
            return;
        }
        this.waiting++;
        if (this.waiting >= WAITING_MAX) {
            video.pause();
        }
        void this.scanner.look(frame).then((look) => {
            this.waiting--;
            this.seen.looked++;
            this.seen.share = video.duration > 0 ? Math.min(1, mediaTime / video.duration) : 0;
            this.onLook(this.seen, look);
            if (video.paused && !video.ended && this.waiting < WAITING_MAX / 2) {
                void video.play().catch(() => undefined);
            }
        });
    }

    /** A film of which nothing comes any more is broken. In a hidden page none comes. */
    private check(): void {
        if (document.hidden || this.waiting > 0) {
            this.moved = performance.now();
        }
        if (performance.now() - this.moved > STUCK_MS) {
            this.end(new CannotPlay());
        }
    }
}
