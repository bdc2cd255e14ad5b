/* Reads what staff gave about each service: savings, ratings and levels. */
#include "model_parts.h"

#include <string.h>
#include <strings.h>

#define DIGITS_MAX 15 /* of a sum of money; then 50 times the sum fits into 64 bits */

/* Digits, and perhaps a point with more digits, of which the first two count. Returns
 * the sum in hundredths. */
static bool
read_sum(const char *text, uint64_t *out)
{
    size_t digits = !text ? 0 : strspn(text, "0123456789");
    uint64_t sum = 0;
    if (digits == 0 || digits > DIGITS_MAX) {
        return false;
    }
    for (size_t i = 0; i < digits; i++) {
        sum = sum * 10 + (uint64_t)(text[i] - '0');
    }
    const char *rest = text + digits;
    bool has_point = rest[0] == '.';
    size_t after = has_point ? strspn(rest + 1, "0123456789") : 0;
    if (rest[has_point ? 1 + after : 0] != '\0') {
        return false;
    }
    for (size_t i = 0; i < 2; i++) {
        sum = sum * 10 + (i < after ? (uint64_t)(rest[1 + i] - '0') : 0);
    }
    *out = sum;
    return true;
}

static void
read_savings(const struct model *model, struct model_service *service)
{
    struct model_savings *savings = &service->savings;
    savings->has_low =
        read_sum(model_staff_text(model, service, "savings_low"), &savings->low);
    savings->has_high =
        read_sum(model_staff_text(model, service, "savings_high"), &savings->high);
    savings->has_threshold = read_sum(
        model_staff_text(model, service, "savings_threshold"), &savings->threshold);
    const char *period = model_staff_text(model, service, "savings_period");
    savings->is_once = period && strcasecmp(period, "once") == 0;
    savings->source = model_staff_text(model, service, "savings_source");
    savings->date = model_staff_text(model, service, "savings_date");
}

static enum model_level
read_level(const char *text)
{
    static const char *const words[] = {
        [LEVEL_LOW] = "low", [LEVEL_MEDIUM] = "medium", [LEVEL_HIGH] = "high"};
    for (int i = LEVEL_LOW; text && i <= LEVEL_HIGH; i++) {
        if (strcasecmp(text, words[i]) == 0) {
            return (enum model_level)i;
        }
    }
    return LEVEL_BLANK;
}

static enum model_rating
read_rating(const char *text)
{
    static const char *const words[] = {[RATING_HELPS] = "helps",
                                        [RATING_NEITHER] = "neither",
                                        [RATING_HINDERS] = "hinders"};
    for (int i = RATING_HELPS; text && i <= RATING_HINDERS; i++) {
        if (strcasecmp(text, words[i]) == 0) {
            return (enum model_rating)i;
        }
    }
    return RATING_BLANK;
}

/* Low savings may meet the threshold although the high ones are not known, and high
 * ones may miss it although the low ones are not. */
static enum model_rating
rate_savings(const struct model_savings *savings)
{
    if (!savings->has_threshold) {
        return RATING_BLANK;
    }
    if (savings->has_low && savings->low >= savings->threshold) {
        return RATING_HELPS;
    }
    if (savings->has_high && savings->high < savings->threshold) {
        return RATING_HINDERS;
    }
    return savings->has_low && savings->has_high ? RATING_NEITHER : RATING_BLANK;
}

static enum model_rating
rate_urgency(enum model_level level)
{
    static const enum model_rating ratings[] = {[LEVEL_BLANK] = RATING_BLANK,
                                                [LEVEL_LOW] = RATING_HINDERS,
                                                [LEVEL_MEDIUM] = RATING_NEITHER,
                                                [LEVEL_HIGH] = RATING_HELPS};
    return ratings[level];
}

void
model_read_staff(struct model *model)
{
    for (size_t i = 0; i < model->service_count; i++) {
        struct model_service *service = &model->services[i];
        enum model_rating *factors = service->factors;
        read_savings(model, service);
        service->urgency = read_level(model_staff_text(model, service, "urgency"));
        service->visibility =
            read_level(model_staff_text(model, service, "visibility"));
        factors[FACTOR_SAVINGS] = rate_savings(&service->savings);
        factors[FACTOR_GEOGRAPHY] =
            read_rating(model_staff_text(model, service, "geography_rating"));
        factors[FACTOR_GROUPING] =
            read_rating(model_staff_text(model, service, "grouping_rating"));
        factors[FACTOR_URGENCY] = rate_urgency(service->urgency);
        factors[FACTOR_CULTURE] =
            read_rating(model_staff_text(model, service, "culture_rating"));
    }
}
