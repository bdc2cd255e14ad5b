/* The commands of townline: the one place that names them all. */
#include "command.h"

const struct command commands[] = {
    {"keys", command_keys, "make the office's keys, show them, or use the recovery key",
     "townline keys new FOLDER|NAME.secret [--name OFFICE] [--passphrase-fd N]\n"
     "townline keys show FOLDER|FILE.pub [--json]\n"
     "townline keys recover NEW.secret [--office office.pub] [--words-fd N]\n"
     "    [--passphrase-fd N]\n\n"
     "recover makes a secret file from the recovery key on paper. It opens what "
     "office.secret\nopened, and signs nothing.\n"},
    {"collect", command_collect, "take bundles from files, sticks, pictures and films",
     "townline collect SOURCE... --archive A --keys FILE.secret\n"
     "    [--passphrase-fd N] [--receipts FOLDER] [--no-receipts] [--json]\n\n"
     "A source is a bundle, a PNG or JPEG picture of a code, a film of it (.mp4 .mov "
     ".mkv "
     ".webm),\nor a folder of them. Receipts go back onto the stick, unless "
     "--no-receipts "
     "is given.\n"},
    {"kiosks", command_kiosks,
     "list kiosks, accept, rename or retire one, its log and PIN",
     "townline kiosks list --archive A [--json]\n"
     "townline kiosks accept KEY|kiosk.pub... --archive A [--name NAME]\n"
     "    [--keys FILE.secret] [--passphrase-fd N] [--receipts FOLDER]\n"
     "townline kiosks rename KEY|NAME NEWNAME --archive A\n"
     "townline kiosks reject|retire KEY|NAME --archive A\n"
     "townline kiosks log KEY|NAME --archive A --keys FILE.secret\n"
     "    [--passphrase-fd N] [--json]\n"
     "townline kiosks reset-pin KEY|NAME --archive A --keys FILE.secret\n"
     "    [--passphrase-fd N] -o FILE.pin-reset [--force]\n\n"
     "KEY is at least the first eight digits of the kiosk's key.\n"},
    {"comments", command_comments, "decide which comments may be shown",
     "townline comments review --archive A [--service S] [--question Q]\n"
     "    [--state pending|allowed|hidden|all] [--towns] [--one-by-one] [--list]\n"
     "    [--json]\n"
     "townline comments allow ID... --archive A [--reason WORDS] [--json]\n"
     "townline comments hide ID... --archive A --reason WORDS [--json]\n"
     "townline comments log --archive A [--json]\n\n"
     "On a terminal review asks about each pending comment; ID is at least the first "
     "eight digits\nthat it shows.\n"},
    {"contacts", command_contacts, "list, export or erase who wishes to hear from you",
     "townline contacts list --archive A [--json]\n"
     "townline contacts export --archive A -o FILE.csv [--excel] [--force]\n"
     "townline contacts erase ID... --archive A [--all] [--yes]\n\n"
     "erase asks twice, unless --yes is given. ID is at least the first eight digits "
     "that list shows.\n"},
    {"receipt", command_receipt, "show the receipt for a bundle or kiosk again",
     "townline receipt BUNDLE|KIOSK --archive A [--receipts FOLDER] [--json]\n"},
    {"verify", command_verify, "check that the archive is whole",
     "townline verify --archive A [--keys FILE.secret] [--passphrase-fd N] [--json]\n"},
    {"rebuild", command_rebuild, "make a damaged archive anew from the bundles in it",
     "townline rebuild A --keys FILE.secret [--passphrase-fd N] [--json]\n\n"
     "The new archive takes the old one's name; the old one is kept beside it as "
     "A.damaged.\n"},
    {"recover", command_recover, "read the card of a kiosk that has failed",
     "townline recover STORE --archive A --keys FILE.secret [--passphrase-fd N]\n"
     "    [--json]\n\n"
     "STORE is the kiosk's data folder on its card, or a copy: store.db together with "
     "store.db-wal.\nThe card is only read.\n"},
    {"export", command_export, "write answers for other programs",
     "townline export csv --archive A -o FOLDER [--all-comments] [--excel]\n"
     "    [--force]\n"},
    {"report", command_report, "write the report",
     "townline report --archive A -o FILE [--pack PACK] [--language CODE] "
     "[--public]\n"
     "    [--office NAME] [--rules FILE] [--weights A,B,C,D,E] [--seed S] [--json]\n"
     "    [--force]\n\n"
     "FILE is a HTML page; with --json it is all figures of the report as JSON.\n"},
    {"serve", command_serve, "give the collector page to a browser on this computer",
     "townline serve [FOLDER] [--port N]\n\n"
     "FOLDER is the page that tools/build page makes, build/page/site; without it, the "
     "one beside\nthis program. It can be reached from this computer alone.\n"},
    {"pack", command_pack, "make the signed file that kiosks ask from",
     "townline pack build WORKBOOK [--media FOLDER] --recipient FILE.pub...\n"
     "    --sign FILE.secret [--passphrase-fd N] [--round NAME] [--no-recovery]\n"
     "    [--fix] [--allow-english-words] [--previous OLD.townpack\n"
     "    [--same-meaning NAME|all]... [--new-meaning NAME|all]...]\n"
     "    -o NAME.townpack [--force] [--json]\n"
     "townline pack check PACK [--workbook WORKBOOK] [--keys FILE.pub] [--json]\n"
     "townline pack show PACK [--keys FILE.pub] [--json]\n"
     "townline pack render PACK FOLDER [--language CODE] [--panel 7|10.1|15.6|21.5]\n"
     "    [--size s|m|l|xl] [--colors default|black-on-white|white-on-black|low]\n"
     "townline pack speak PACK FOLDER [--language CODE]\n"
     "townline pack words [--language \"NAME (CODE)\"] > kiosk_words.csv\n\n"
     "A workbook is NAME.xlsx or a folder of .csv sheets with its media beside it.\n"},
    {"form", command_form, "try out a form while writing it",
     "townline form compile WORKBOOK -o FORM.xml [--media FOLDER] [--force]\n"
     "    [--json]\n"
     "townline form eval FORM.xml EXPRESSION|- [--at PATH] [--set PATH=VALUE]...\n"
     "    [--seed N] [--today DATE] [--json]\n"
     "townline form play FORM.xml --answers FILE.json [--seed N] [--today DATE]\n"
     "    [--json]\n\n"
     "WORKBOOK is an .xlsx file or a folder of .csv sheets. "
     "With - in place of the expression, one is read from each line of standard "
     "input.\n"},
    {"bench", command_bench, "measure speed and size",
     "townline bench [SUITE...] [--json] [--dir FOLDER] [--pack PACK]\n\n"
     "Suites: codec form store fountain qr merge report; without a name all of "
     "them.\n"},
    {"simulate", command_simulate, "make bundles of invented responses",
     "townline simulate PACK --responses N --seed S --keys FILE.pub\n"
     "    -o FILE.bundle|FOLDER [--kiosks K] [--bundle-size N] [--opinions S]\n"
     "    [--round NAME] [--event NAME] [--first-day DATE] [--half-days N]\n"
     "    [--no-comments | --comments N] [--truth FILE.json] [--order-seed S]\n"
     "    [--force] [--json]\n\n"
     "With --kiosks or --bundle-size the bundles lie in FOLDER as on a stick, each "
     "kiosk's beside its kiosk.pub.\n--truth tells what the answers were drawn "
     "from. With --comments there are at most N texts for a hundred responses.\n"},
    {"completion", command_completion, "print what completes these words in a shell",
     "townline completion bash\n\n"
     "Installed already; by hand: eval \"$(townline completion bash)\"\n"},
};
const size_t command_count = sizeof commands / sizeof *commands;
