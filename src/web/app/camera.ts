// camera: frames from the camera to the pump, which hands them to decoders. Where the browser can, the
// frames do not touch the page's own thread.
import type { Look, Picture, Seen } from "./messages";
import { begin } from "./office";
import type { Office, Parts } from "./office";

const DECODERS_MAX = 3;
const MORE_AFTER_MS = 1000;

declare class MediaStreamTrackProcessor {
    constructor(options: { track: MediaStreamTrack });
    readonly readable: ReadableStream<VideoFrame>;
}

/** `stopped`: it was there, and was taken away, for example by a call. */
export type CameraFault = "denied" | "missing" | "stopped";

export class Scanner {
    private pump: Worker | null = null;
    private stream: MediaStream | null = null;
    private devices: string[] = [];
    private device = 0;
    private running = 0;
    private decoders = 0;
    private readonly awaited: ((look: Look) => void)[] = [];
    onSeen: (seen: Seen) => void = () => {};
    onEnded: () => void = () => {};

    constructor(
        private readonly parts: Parts,
        private readonly office: Office,
    ) {}

    /** The threads begin when they are first needed: one decoder, and the others when it is at work. */
    private threads(): Worker {
        if (!this.pump) {
            this.pump = begin(this.parts, { role: "pump" });
            this.pump.onmessage = ({ data }: MessageEvent<Seen>) => {
                if (data.isAwaited) {
                    this.awaited.shift()?.(data.look);
                } else {
                    this.onSeen(data);
                }
            };
            void this.addDecoder();
            setTimeout(() => void this.addDecoders(), MORE_AFTER_MS);
        }
        return this.pump;
    }
    private async addDecoder(): Promise<void> {
        const zxing = await this.parts.zxing();
        const { port1, port2 } = new MessageChannel();
        const core = this.office.framesPort();
        begin(this.parts, { role: "decoder", zxing, frames: port1, core }, [port1, core]);
        this.pump?.postMessage({ decoder: port2 }, [port2]);
        this.decoders++;
    }
    private async addDecoders(): Promise<void> {
        const wanted = Math.max(1, Math.min(DECODERS_MAX, (navigator.hardwareConcurrency || 2) - 1));
        while (this.decoders < wanted) {
            await this.addDecoder();
        }
    }

    /** Shows the camera in `video` and begins to read. */
    async start(video: HTMLVideoElement): Promise<CameraFault | null> {
        this.stop();
        this.threads();
        if (!navigator.mediaDevices?.getUserMedia) {
            return "missing";
        }
        try {
            this.stream = await this.ask();
        } catch (fault) {
            const name = fault instanceof DOMException ? fault.name : "";
            return name === "NotAllowedError" || name === "SecurityError" ? "denied" : "missing";
        }
        const [track] = this.stream.getVideoTracks();
        if (!track) {
            return "missing";
        }
        track.onended = () => this.onEnded();
        video.srcObject = this.stream;
        await video.play().catch(() => undefined);
        this.running++;
        if ("MediaStreamTrackProcessor" in globalThis) {
            const { readable } = new MediaStreamTrackProcessor({ track });
            this.threads().postMessage({ readable }, [readable]);
        } else {
            this.pace(video, this.running);
        }
        return null;
    }

    /** 1080 lines first, since the code's dots need them; what the camera has otherwise. */
    private async ask(): Promise<MediaStream> {
        const wanted: MediaTrackConstraints = {
            width: { ideal: 1920 },
            height: { ideal: 1080 },
            frameRate: { ideal: 30 },
        };
        const id = this.devices[this.device];
        const which: MediaTrackConstraints = id ? { deviceId: { exact: id } } : { facingMode: { ideal: "environment" } };
        const stream = await navigator.mediaDevices.getUserMedia({ video: { ...wanted, ...which }, audio: false });
        if (this.devices.length === 0) {
            const all = await navigator.mediaDevices.enumerateDevices();
            this.devices = all.filter((device) => device.kind === "videoinput").map((device) => device.deviceId);
            const used = stream.getVideoTracks()[0]?.getSettings().deviceId;
            this.device = Math.max(0, this.devices.indexOf(used ?? ""));
        }
        return stream;
    }

    /** For browsers that give no frames: each new picture of the video. */
    private pace(video: HTMLVideoElement, mine: number): void {
        const next = (): void => {
            if (mine !== this.running) {
                return;
            }
            void createImageBitmap(video)
                .then((picture) => this.threads().postMessage({ picture }, [picture]))
                .catch(() => undefined);
            video.requestVideoFrameCallback(next);
        };
        video.requestVideoFrameCallback(next);
    }

    get hasOtherCamera(): boolean {
        return this.devices.length > 1;
    }
    otherCamera(video: HTMLVideoElement): Promise<CameraFault | null> {
        this.device = (this.device + 1) % Math.max(1, this.devices.length);
        return this.start(video);
    }

    /** Waits until a picture of a file was looked at, and says what was seen. Several may be under way. */
    look(picture: Picture): Promise<Look> {
        return new Promise((resolve) => {
            this.awaited.push(resolve);
            this.threads().postMessage({ picture, isAwaited: true }, [picture]);
        });
    }

    stop(): void {
        this.running++;
        this.pump?.postMessage({});
        for (const track of this.stream?.getTracks() ?? []) {
            track.stop();
        }
        this.stream = null;
    }
}
