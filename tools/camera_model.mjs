// A camera before a kiosk's moving code, as numbers: perspective, light, blur, movement, noise, a shutter
// that rolls, and frames that are lost. The same seed gives the same pictures. Only optics are modelled:
// no lens of a real phone was measured.
//
// "typical" is a phone in a hand, "poor" a webcam or an old phone in a dark room.

const PROFILES = {
    typical: { fill: [0.65, 0.9], tilt: 12, blur: [0.6, 1.1], move: 2, noise: [4, 8], glare: 0.4, contrast: 0.8, readout_s: 0.02, exposure_s: 0.008, lost: 0.05 },
    poor: { fill: [0.5, 0.8], tilt: 20, blur: [0.9, 1.6], move: 3.5, noise: [8, 14], glare: 0.7, contrast: 0.6, readout_s: 0.03, exposure_s: 0.016, lost: 0.15 },
};
const QUIET = 4; // dots around the code
const GRAINS = 65521; // of noise, which each row begins to read elsewhere
const SHOWN = 60; // gray around the code, as the screen and the room are

// mulberry32: 32 bits of state are enough for pictures.
function random(seed) {
    let state = seed >>> 0;
    return () => {
        state = (state + 0x6d2b79f5) >>> 0;
        let mixed = Math.imul(state ^ (state >>> 15), state | 1);
        mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
        return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
    };
}
const between = (draw, [low, high]) => low + (high - low) * draw();

// The matrix that leads from the picture to the dots of what is shown, by turning a plane before a pinhole.
function project({ width, height, tall, fill, turn, lean, roll, shift }) {
    const scale = (fill * height) / tall;
    const [sy, cy, sx, cx, sz, cz] = [turn, lean, roll].flatMap((angle) => [Math.sin(angle), Math.cos(angle)]);
    const far = 2.2 * height;
    // A dot (u, v) from the middle lies at these places in space.
    const axis = (u, v) => {
        const x = (u * cz - v * sz) * scale;
        const y = (u * sz + v * cz) * scale;
        return [x * cy, y * cx + x * sy * sx, x * sy - y * sx];
    };
    const [ax, ay, az] = axis(1, 0);
    const [bx, by, bz] = axis(0, 1);
    const middle = [width / 2 + shift[0], height / 2 + shift[1]];
    // picture = M (u, v, 1), then divided by the third; what is wanted is the inverse.
    const m = [
        far * ax + middle[0] * az, far * bx + middle[0] * bz, middle[0] * far,
        far * ay + middle[1] * az, far * by + middle[1] * bz, middle[1] * far,
        az, bz, far,
    ];
    const minor = (a, b, c, d) => m[a] * m[d] - m[b] * m[c];
    return [
        minor(4, 5, 7, 8), -minor(1, 2, 7, 8), minor(1, 2, 4, 5),
        -minor(3, 5, 6, 8), minor(0, 2, 6, 8), -minor(0, 2, 3, 5),
        minor(3, 4, 6, 7), -minor(0, 1, 6, 7), minor(0, 1, 3, 4),
    ];
}

function gaussian(sigma) {
    const half = Math.ceil(2.5 * sigma);
    const kernel = Array.from({ length: 2 * half + 1 }, (_, i) => Math.exp(-((i - half) ** 2) / (2 * sigma * sigma)));
    const sum = kernel.reduce((a, b) => a + b);
    return kernel.map((value) => value / sum);
}

export class Camera {
    // `shown(index)` gives what the kiosk shows as its frame of that number: {wide, tall, dots, ink}, where a dot
    // is dark as far as it comes to `ink`. `fill` is how much of the picture's height it takes.
    constructor({ profile = "typical", seed = 1, width = 1280, height = 720, camera_fps = 30, display_fps = 15, fill, shown }) {
        Object.assign(this, { width, height, camera_fps, display_fps, shown, profile: PROFILES[profile] });
        this.draw = random(seed);
        // The blur of a lens counts in pixels of 720 lines.
        this.sharp = height / 720;
        this.phase = this.draw() / camera_fps;
        this.hold = {
            fill: fill ?? between(this.draw, this.profile.fill),
            blur: between(this.draw, this.profile.blur) * this.sharp,
            noise: between(this.draw, this.profile.noise),
            turn: 0, lean: 0, roll: 0, shift: [0, 0],
        };
        this.wander = [0, 0, 0].map(() => this.draw() * 2 * Math.PI);
        this.angles = [0, 0, 0].map(() => ((this.draw() - 0.5) * 2 * this.profile.tilt * Math.PI) / 180);
        this.noise = Float32Array.from({ length: GRAINS }, () => (this.draw() + this.draw() + this.draw() + this.draw() - 2) * 1.73);
        this.glare = this.draw() < this.profile.glare ? [this.draw(), this.draw(), 0.08 + 0.1 * this.draw()] : null;
    }

    // The gray picture that the camera takes as its frame of that number; null where it is lost.
    picture(number) {
        const { width, height, profile, draw } = this;
        const time = number / this.camera_fps + this.phase;
        const isLost = draw() < profile.lost;
        const sway = this.wander.map((phase, i) => Math.sin(time * (1.1 + 0.37 * i) + phase));
        const move = profile.move * this.sharp * draw();
        if (isLost) {
            return null;
        }
        const rows = this.rows(time);
        const wide = rows[0].from.wide + 2 * QUIET;
        const tall = rows[0].from.tall + 2 * QUIET;
        const matrix = project({
            width, height, tall, fill: this.hold.fill,
            turn: this.angles[0] + 0.02 * sway[0], lean: this.angles[1] + 0.02 * sway[1], roll: this.angles[2] / 2 + 0.01 * sway[2],
            shift: [8 * sway[1] * this.sharp, 6 * sway[2] * this.sharp],
        });
        const image = this.expose(rows, wide, tall, matrix);
        this.soften(image, move);
        return this.develop(image);
    }

    // The first and the last of the kiosk's frames that the picture of that number shows some of.
    shows(number) {
        const { height, profile, display_fps } = this;
        const time = number / this.camera_fps + this.phase;
        const end = time + ((height - 1) / height) * profile.readout_s + profile.exposure_s;
        return [Math.floor(time * display_fps), Math.floor(end * display_fps)];
    }

    // Goes past a picture without making it: those that follow are the same as if it had been made.
    skip() {
        const { height, profile, draw } = this;
        const isLost = draw() < profile.lost;
        draw();
        for (let y = 0; y < height && !isLost; y++) {
            draw();
        }
    }

    // What the screen shows while each row is open: one frame, or one after the other.
    rows(time) {
        const { height, profile, display_fps } = this;
        const rows = [];
        for (let y = 0; y < height; y++) {
            const begin = (time + (y / height) * profile.readout_s) * display_fps;
            const end = begin + profile.exposure_s * display_fps;
            const change = Math.floor(end);
            const part = change > Math.floor(begin) ? (change - begin) / (end - begin) : 1;
            rows.push({ from: this.shown(Math.floor(begin)), to: this.shown(change), part });
        }
        return rows;
    }

    expose(rows, wide, tall, m) {
        const { width, height } = this;
        const image = new Float32Array(width * height).fill(SHOWN);
        const halfWide = wide / 2;
        const halfTall = tall / 2;
        const dark = (shown, u, v) => {
            const x = Math.floor(u + halfWide) - QUIET;
            const y = Math.floor(v + halfTall) - QUIET;
            return x >= 0 && y >= 0 && x < shown.wide && y < shown.tall ? shown.dots[y * shown.wide + x] / shown.ink : 0;
        };
        // Nothing of the code is farther from the middle than this.
        const far = 0.8 * this.hold.fill * height * (wide / tall) + 20 * this.sharp;
        const first = Math.max(0, Math.floor(width / 2 - far));
        const last = Math.min(width, Math.ceil(width / 2 + far));
        for (let y = 0; y < height; y++) {
            const { from, to, part } = rows[y];
            for (let x = first; x < last; x++) {
                // The middle of the pixel, and how the code runs on from there.
                const inverse = 1 / (m[6] * (x + 0.5) + m[7] * (y + 0.5) + m[8]);
                const u0 = (m[0] * (x + 0.5) + m[1] * (y + 0.5) + m[2]) * inverse;
                const v0 = (m[3] * (x + 0.5) + m[4] * (y + 0.5) + m[5]) * inverse;
                if (Math.abs(u0) > halfWide + 1 || Math.abs(v0) > halfTall + 1) {
                    continue;
                }
                const ux = (m[0] - u0 * m[6]) * inverse * 0.25;
                const uy = (m[1] - u0 * m[7]) * inverse * 0.25;
                const vx = (m[3] - v0 * m[6]) * inverse * 0.25;
                const vy = (m[4] - v0 * m[7]) * inverse * 0.25;
                let sum = 0;
                let inside = 0;
                for (let sub = 0; sub < 4; sub++) {
                    const sx = sub & 1 ? 1 : -1;
                    const sy = sub >> 1 ? 1 : -1;
                    const u = u0 + sx * ux + sy * uy;
                    const v = v0 + sx * vx + sy * vy;
                    if (Math.abs(u) >= halfWide || Math.abs(v) >= halfTall) {
                        continue;
                    }
                    inside++;
                    sum += part === 1 ? dark(from, u, v) : part * dark(from, u, v) + (1 - part) * dark(to, u, v);
                }
                if (inside > 0) {
                    image[y * width + x] = (SHOWN * (4 - inside) + 235 * inside - 215 * sum) / 4;
                }
            }
        }
        return image;
    }

    soften(image, move) {
        const { width, height } = this;
        const down = gaussian(this.hold.blur);
        const across = gaussian(Math.hypot(this.hold.blur, move / 2));
        const half = across.length >> 1;
        const line = new Float32Array(width + 2 * half);
        for (let y = 0; y < height; y++) {
            const row = image.subarray(y * width, (y + 1) * width);
            line.fill(row[0], 0, half).fill(row[width - 1], half + width);
            line.set(row, half);
            row.fill(0);
            for (let k = 0; k < across.length; k++) {
                const share = across[k];
                for (let x = 0; x < width; x++) {
                    row[x] += share * line[x + k];
                }
            }
        }
        const before = image.slice();
        image.fill(0);
        const reach = down.length >> 1;
        for (let y = 0; y < height; y++) {
            const row = image.subarray(y * width, (y + 1) * width);
            for (let k = -reach; k <= reach; k++) {
                const from = Math.min(height - 1, Math.max(0, y + k)) * width;
                const share = down[k + reach];
                for (let x = 0; x < width; x++) {
                    row[x] += share * before[from + x];
                }
            }
        }
    }

    // Light that falls off to one side, a soft glare, noise, eight bits.
    develop(image) {
        const { width, height, draw, profile, glare } = this;
        const gray = new Uint8ClampedArray(width * height);
        for (let y = 0, at = 0; y < height; y++) {
            const light = 1 - (1 - profile.contrast) * (y / height);
            let grain = Math.floor(draw() * GRAINS);
            for (let x = 0; x < width; x++, at++) {
                let value = image[at] * light;
                if (glare) {
                    const far = ((x / width - glare[0]) ** 2 + (y / height - glare[1]) ** 2) / glare[2] ** 2;
                    value += far < 4 ? 70 * Math.exp(-far) : 0;
                }
                grain = (grain + 1) % GRAINS;
                gray[at] = value + this.noise[grain] * this.hold.noise;
            }
        }
        return new Uint8Array(gray.buffer);
    }
}
