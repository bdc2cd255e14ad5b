// qr_read: finds the QR codes in a picture with ZXing. This is the only place that uses
// ZXing; its callers are C, so no exception leaves qr_read.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <exception>
#include <new>
#include <vector>

#define ZX_USE_UTF8 1
#include <ZXing/ReadBarcode.h>

extern "C" {
#include "townline/qr.h"
}

namespace
{

// Nobody shows more codes at once than a sheet with four or six.
constexpr int MAX_CODES = 16;

ZXing::Results
read_once(const uint8_t *pixels, int width, int height, int stride)
{
    // Only bar codes need rotation: QR codes are found by their corners at any angle.
    ZXing::DecodeHints hints;
    hints.setFormats(ZXing::BarcodeFormat::QRCode)
        .setTryHarder(true)
        .setTryRotate(false)
        .setTryDownscale(true)
        .setMaxNumberOfSymbols(MAX_CODES);
    return ZXing::ReadBarcodes(
        ZXing::ImageView(pixels, width, height, ZXing::ImageFormat::Lum, stride),
        hints);
}

// Paints the four-sided area white, so that the code in it is not found again.
void
blank(std::vector<uint8_t> &pixels, int width, int height,
      const ZXing::Position &corners)
{
    for (int y = 0; y < height; y++) {
        double left = width, right = -1;
        for (size_t i = 0; i < 4; i++) {
            const auto &a = corners[i];
            const auto &b = corners[(i + 1) % 4];
            if (y < std::min(a.y, b.y) || y > std::max(a.y, b.y))
                continue;
            if (a.y == b.y) {
                left = std::min<double>(left, std::min(a.x, b.x));
                right = std::max<double>(right, std::max(a.x, b.x));
                continue;
            }
            double x = a.x + static_cast<double>(b.x - a.x) * (y - a.y) / (b.y - a.y);
            left = std::min(left, x);
            right = std::max(right, x);
        }
        int from = std::max(0, static_cast<int>(left));
        int to = std::min(width - 1, static_cast<int>(right));
        if (from <= to)
            std::memset(&pixels[static_cast<size_t>(y) * static_cast<size_t>(width) +
                                static_cast<size_t>(from)],
                        255, static_cast<size_t>(to - from + 1));
    }
}

// When codes stand in a grid, ZXing 1.4 takes corners of several codes for one code. So
// what was read is painted over, and the rest is read again until nothing is found.
std::vector<ZXing::ByteArray>
read_all(const struct picture *picture)
{
    const int width = static_cast<int>(picture->width);
    const int height = static_cast<int>(picture->height);
    std::vector<ZXing::ByteArray> payloads;
    std::vector<uint8_t> rest;
    const uint8_t *pixels = picture->pixels;
    int stride = static_cast<int>(picture->stride);
    for (int round = 0; round < MAX_CODES; round++) {
        ZXing::Results results = read_once(pixels, width, height, stride);
        bool found = false;
        for (const ZXing::Result &result : results) {
            if (!result.isValid())
                continue;
            // bytes() are those of the code; text() would guess a character set.
            payloads.push_back(result.bytes());
            found = true;
        }
        if (!found || payloads.size() >= MAX_CODES)
            break;
        if (rest.empty()) {
            rest.reserve(picture->width * picture->height);
            for (size_t y = 0; y < picture->height; y++)
                rest.insert(rest.end(), picture->pixels + y * picture->stride,
                            picture->pixels + y * picture->stride + picture->width);
            pixels = rest.data();
            stride = width;
        }
        for (const ZXing::Result &result : results)
            if (result.isValid())
                blank(rest, width, height, result.position());
    }
    return payloads;
}

} // namespace

extern "C" bool
qr_read(const struct picture *picture, qr_found *on_found, void *context,
        struct error *err)
{
    std::vector<ZXing::ByteArray> payloads;
    if (picture->width < 1 || picture->height < 1 ||
        picture->width > PICTURE_MAX_SIDE || picture->height > PICTURE_MAX_SIDE ||
        picture->stride < picture->width || picture->stride > 2 * PICTURE_MAX_SIDE)
        return error_set(err, ERROR_INPUT, "is no picture of a size that can be read");
    try {
        payloads = read_all(picture);
    } catch (const std::bad_alloc &) {
        return error_set(err, ERROR_FULL, "out of memory while looking for QR codes");
    } catch (...) {
        return error_set(err, ERROR_INPUT, "the reader of QR codes gave up on it");
    }
    for (const ZXing::ByteArray &payload : payloads)
        on_found(context, payload.data(), payload.size());
    return true;
}
