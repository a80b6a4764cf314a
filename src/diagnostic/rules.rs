//! The one table of rules. An id is never reused.

use super::Severity;

/// A rule: its id, what it is called, how bad it is, and why it exists (shown by `explain RULE`).
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    pub id: &'static str,
    pub name: &'static str,
    pub severity: Severity,
    pub why: &'static str,
}

/// The rule of an id such as `LD009`.
#[must_use]
pub fn rule(id: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.id == id)
}

const E: Severity = Severity::Error;
const N: Severity = Severity::Note;
const W: Severity = Severity::Warning;

macro_rules! rules {
    ($($id:literal $name:literal $severity:ident $why:literal;)+) => {
        /// Every rule, in order of its id. Families: LD reading any file, AS assessments, IN instruments,
        /// BM benchmark sources, DC decisions of agents, PL pools,
        /// RM practices and plans, TL comparisons of AI tools, WB workbooks, WIR wirings.
        pub static RULES: &[Rule] = &[$(Rule { id: $id, name: $name, severity: $severity, why: $why }),+];
    };
}

rules! {
    "AS001" "instrument-unknown" E "An assessment pins the questionnaire and version that its answers belong to. Without it an answer has no meaning.";
    "AS002" "answer-unknown-item" E "An answer to a question that no pinned instrument asks would be lost in silence.";
    "AS003" "answer-out-of-range" E "Maturity and capability answers are 1 to 5; anything else has no anchor.";
    "AS004" "answer-wrong-kind" E "`not_required` belongs to capability items, `not_applicable` to maturity items, `present` to element lists.";
    "AS005" "not-applicable-without-reason" W "An item that is taken out of the score needs a note that says why, or the score can be bent unseen.";
    "AS006" "target-out-of-range" E "Maturity targets lie between 0 and 5, capability targets between 0 and 3.";
    "AS007" "scope-unknown" E "Only aspects and domains of a pinned instrument can be excluded.";
    "AS008" "target-unknown-domain" E "A target for a domain that the instrument does not have would never be compared.";
    "AS009" "note-unknown" W "A note on an id that no pinned instrument has is kept but shown nowhere.";
    "AS010" "date-in-future" W "An assessment dated after today is usually a slip of the pen.";
    "AS011" "segment-unknown" W "Only the listed values can be compared with other SOCs; anything else counts as `other`.";
    "AS012" "element-unknown" E "A named element must be on the item's list.";
    "AS013" "inventory-name-twice" E "Two AI capabilities of one name cannot be told apart in a report.";
    "AS014" "excluded-but-answered" W "Answers under an excluded aspect do not count.";
    "AS015" "evidence-incomplete" E "Evidence needs a path or a URL, and an attestation needs a role and a date.";
    "AS016" "method-needs-workbook" E "The workbook's method follows the rows of an official workbook; other answers have none.";
    "AS017" "merge-clash" E "Two files that say different things cannot both be right; none wins unasked.";
    "AS018" "merge-strangers" E "Only files of one SOC, one date and the same versions of the questionnaires are parts of one assessment.";
    "AS019" "outcome-twice" E "An outcome that is measured twice has no before and after.";
    "AS020" "consensus-of-different" E "A consensus is of one SOC, one date and the same questionnaires; anything else is a comparison.";
    "AS021" "assessment-named-twice" E "A file that is named twice would count as two assessors who agree.";
    "AS022" "taken-on-trust" N "Without an id of the SOC and a date in the files, nothing can tell whether they belong together.";
    "AS023" "merge-domain-held-by-none" N "Parts that leave out a domain leave its questions open, and nobody may have noticed.";
    "AS024" "merge-answer-open-in-one" N "Where one sheet has a question open that another file answers, the answer stays, though somebody may have cleared it.";
    "BM001" "figure-incomplete" E "A figure without source, n, window, kind and citation cannot be judged, so it is not used.";
    "BM002" "figure-out-of-range" E "A value outside its own scale, or a share outside 0 to 100 percent, is a typing error.";
    "BM003" "figure-id-twice" E "Two figures, or two sources, of one id cannot be told apart.";
    "BM004" "shares-do-not-add-up" E "Exclusive shares add up to 100 percent, within the rounding of what was published.";
    "BM005" "metric-unknown" E "A figure is compared only with an own figure that exists and is of its kind.";
    "BM006" "category-unknown" E "A category covers answers that our question knows, each once where only one answer is possible.";
    "BM007" "source-id-shape" E "The id of a source is the name of its folder, in lower case words joined by hyphens, as are the ids of its figures.";
    "BM008" "quantiles-not-rising" E "A higher percentile cannot have a lower value.";
    "BM009" "source-unknown" E "A comparison with a source that is not there would be left out in silence.";
    "DC001" "decision-malformed" W "A row that cannot be counted is shown with its reason, since what it leaves out can change what is earned.";
    "DC002" "decision-repeated" W "Two overlapping exports would count the same decision twice and earn autonomy that nobody earned.";
    "DC003" "no-decision" E "A file without one usable row says nothing about any agent.";
    "DC004" "decision-columns" E "Agent, action and time are needed to know whose record a decision belongs to.";
    "DC005" "too-many-actions" E "An action that is named anew in every row has no record of its own.";
    "DC006" "decisions-no-text" E "Decisions are read as CSV or as JSON lines.";
    "IN001" "id-twice" E "Ids are unique in an instrument and never reused.";
    "IN002" "id-shape" E "Ids are lower case words joined by hyphens, between dots, and an item's id starts with its aspect's.";
    "IN003" "anchors-not-five" E "A scored item has five anchors, one a level.";
    "IN004" "aspect-file-missing" E "An aspect that a domain names needs a file of its own.";
    "IN005" "reference-unknown" E "An item or aspect that another one names must exist.";
    "IN006" "aspect-file-unused" W "An aspect file that no domain names is never asked.";
    "LD001" "unreadable" E "The file could not be opened.";
    "LD002" "not-utf8" E "Text files are read as UTF-8 and nothing else, so that no letter is guessed.";
    "LD003" "too-large" E "A file over the limit is refused before it is read whole.";
    "LD004" "empty" E "An empty file holds nothing to read.";
    "LD005" "syntax" E "The text is no valid YAML.";
    "LD006" "key-twice" E "Of two equal keys one would win in silence.";
    "LD007" "yaml-limit" E "Documents that unfold into far more than they show are refused, as are those nested too deep.";
    "LD008" "schema-line" E "The `schema:` line says which kind and version of file this is; without it nothing is guessed.";
    "LD009" "key-unknown" E "An unknown key is usually a misspelt one, and would be ignored in silence.";
    "LD010" "wrong-type" E "The value is of another kind than the key asks for.";
    "LD011" "key-missing" E "The key is needed to make sense of the rest.";
    "LD012" "value-unknown" E "The value is none of those that the key knows.";
    "LD013" "link-out-of-tree" E "A link that leads out of its folder is not followed.";
    "PL001" "pool-soc-id" E "A pool knows a SOC by a pseudonym of its id; without an id, or under another's, rows of different SOCs would be taken for one.";
    "PL002" "pool-date" E "A pool has one row a SOC and date, so an assessment without a date has no row.";
    "PL003" "pool-salt" E "Who has the salt and the pool can find out which row is whose; another salt would count the same SOC twice.";
    "PL004" "pool-not-there" E "Only a folder with a `pool.yaml` is a pool; rows are neither read from nor written into anything else.";
    "PL005" "pool-part-unreadable" W "A part that cannot be read would be missing from every figure in silence.";
    "PL006" "pool-nothing-removed" E "A SOC or date that the pool does not hold is most often a misspelt one, and its rows would stay.";
    "PL007" "pool-row-twice" E "Of two files of one SOC and date, one would replace the other in silence.";
    "PL008" "pool-questionnaire" E "The id of the questionnaire is the name of a folder in the pool.";
    "PL009" "pool-not-whole" E "What is handed on or frozen must hold every part, or its figures are of other SOCs than they say.";
    "PL010" "pool-segment" E "A segment that no pool can have would be an empty cohort for a reason that nobody sees.";
    "PL020" "pool-rows-clash" E "Of two rows of one SOC and date that differ, one would go in silence.";
    "PL021" "pool-simulated" E "Generated rows among real ones, or passed on as such, would be taken for SOCs.";
    "PL022" "pool-salts-differ" E "Under another salt the same SOC has another pseudonym, so it would count twice.";
    "PL023" "pool-column" W "What stands in a column that no pool has, or outside its range, no assessment gave; figures of it are none of SOCs.";
    "PL024" "pool-row-misplaced" W "A row that stands twice, or under another year, counts twice or at the wrong time.";
    "PL025" "pool-stray" W "A table beside the parts is in no figure of socmark, and in every figure of a program that reads the whole folder.";
    "PL026" "pool-not-frozen" E "Figures that are handed on are of enough SOCs, and of one questionnaire and method.";
    "PL030" "pool-outcome-unknown" E "Only the perceived value of AI and numbers of the pool have an order by which SOCs can be set apart.";
    "PL040" "pool-simulate-place" E "A simulated cohort is a pool of its own, so that no made-up row stands beside a SOC's.";
    "PL041" "pool-effect" E "An effect that is planted in no question, or cannot have its size, would be looked for in vain.";
    "RM001" "practice-item-unknown" E "A practice raises maturity items that exist; the work for any other would earn nothing.";
    "RM002" "practice-levels" E "A practice takes an item up by one or two levels; one that promises more is several pieces of work.";
    "RM003" "practice-raises" E "A practice that raises nothing has no place in a plan, and one that raises many items is several pieces of work.";
    "RM004" "practice-unknown" E "What must be done before has to be a practice that exists, or the plan could never reach it.";
    "RM005" "practice-cycle" E "Practices that wait for each other can never begin.";
    "RM006" "practice-id-twice" E "Of two practices of one id, plans and other practices could mean either.";
    "RM007" "practice-id" E "A practice is found by its id, which is the name of its file and never reused.";
    "RM008" "effort-out-of-order" E "Effort is a low, a likely and a high number of days, each at least as large as the one before.";
    "RM009" "role-unknown" E "The capacity of a plan is given by role; days of any other would be free.";
    "RM010" "practice-out-of-reach" E "A practice that begins at a level to which no practice leads could never be planned.";
    "TL001" "tool-count" E "One tool to ten can be read side by side; more than that is a list, and none is no comparison.";
    "TL002" "tool-name-twice" E "Two tools of one name cannot be told apart in a comparison.";
    "TL003" "tool-handoff-twice" E "A hand-off that is listed twice, or both added and removed, cannot be counted.";
    "WB001" "not-a-workbook" E "The file is no .xlsx workbook.";
    "WB002" "encrypted" E "A workbook behind a password cannot be read.";
    "WB003" "damaged" E "Part of the workbook is missing or cannot be unpacked.";
    "WB004" "too-large" E "A workbook that unpacks to more than the limit is refused, whatever size it declares.";
    "WB005" "macros" E "Workbooks with macros are not opened; the official tool has none.";
    "WB006" "not-soc-cmm" E "The workbook is not the official SOC-CMM assessment tool.";
    "WB007" "version-unknown" E "A version without a known layout is read only if its own results can be recomputed from it.";
    "WB008" "cache-differs" W "The score computed from the answers differs from the one stored in the file; the computed one is used.";
    "WB009" "value-unexpected" W "A cell holds a value that the tool's controls cannot produce.";
    "WB010" "profile-unmapped" W "A profile text that is none of the official list's is kept and counts as `other`.";
    "WB011" "own-methodology-level" W "The level of an own methodology is text; in the workbook it makes the score of service S 2 an error, and so it does here.";
    "WB012" "cache-absent" W "The file stores no computed results, so there is nothing to compare with.";
    "WB013" "own-methodology-ignored" N "The workbook can replace the score of service S 2 by the level of an own methodology; socmark's method scores the answers.";
    "WB014" "sheet-missing" W "A sheet of questions that was removed took its remarks with it.";
    "WB015" "sheet-unknown" E "A sheet says in its hidden part which kind and version it is; without that nothing is guessed.";
    "WB016" "sheet-value" E "A cell that is filled in holds a value that its question does not know.";
    "WB017" "sheet-heading" E "Columns are found by their headings; one that is missing or renamed cannot be read.";
    "WB018" "sheet-part-missing" E "A page of the sheet that is missing took its answers with it.";
    "WB019" "sheet-id-unknown" E "A row belongs to the question that its id names; under another id its answer would be lost or misplaced.";
    "WB020" "sheet-id-twice" E "Of two rows of one id one would win in silence.";
    "WB021" "sheet-question-moved" E "A row shows another question than its id names, so nobody can tell which one was answered.";
    "WB022" "sheet-row-missing" W "A row that was deleted took its answer with it.";
    "WB023" "sheet-formula" E "A formula is read by the result stored with it; an error, or no result, is no answer.";
    "WB024" "sheet-extra" N "What people add beside the questions stays in the sheet and is not read.";
    "WB025" "sheet-older" N "A sheet of an earlier version of its questionnaire is read by the steps that lead to this one; answers to reworded questions are to be looked at again.";
    "WB026" "sheet-answer-left-out" W "An answer to a question that was split or retired since cannot be carried over without reinterpreting it.";
    "WB027" "sheet-cells-merged" E "Merged cells hold one value, and what stood in the others is gone.";
    "WB030" "sheet-cannot-hold" E "A sheet is written only if it can hold all of the assessment: nothing is left out in silence.";
    "WIR001" "wiring-name-unknown" E "A hand-off between stages that do not exist, or owned by a role that nobody has, is no contract.";
}
