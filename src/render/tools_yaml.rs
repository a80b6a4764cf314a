//! A commented `tools.yaml` with two empty tools.

use crate::model::instrument::Instrument;

use super::wrap;

/// The text, with every question of the questionnaire open.
pub(crate) fn render(instrument: &Instrument) -> String {
    let mut text = format!(
        "# AI tools side by side before one is bought: one to ten of them. `socmark ai tools FILE` compares them,\n\
         # `socmark validate FILE` checks the file, `socmark schema ai-tools` prints what may stand in it.\n\
         #\n\
         # A question is answered with a level from 1 to 5 by what the supplier has shown; what each level means, and what\n\
         # would prove it, is shown by `socmark explain ID`. What is left open counts neither for nor against a tool: it is\n\
         # marked as not answered.\n\
         schema: socmark/ai-tools/1\n\
         instrument: {}\n\
         \n\
         # For whom the tools are compared; both may be left out.\n\
         soc:\n  id:\n  name:\n\
         \n\
         tools:\n",
        instrument.reference()
    );
    for (number, letter) in ["A", "B"].into_iter().enumerate() {
        let first = number == 0;
        let remark = |said: &str| if first { format!(" # {said}") } else { String::new() };
        text.push_str(&format!("  - name: Tool {letter}\n    vendor:\n"));
        text.push_str(&format!("    status: offered{}\n", remark("offered, trial or owned")));
        text.push_str(&format!(
            "    stages:{}\n",
            remark("such as [detection, investigation]; also intel, hunting, remediation")
        ));
        text.push_str(&format!("    price:{}\n    notes:\n", remark("as offered, in words")));
        text.push_str(&format!("    interfaces:{}\n", remark("AI windows and panels of an analyst")));
        text.push_str("      adds:\n      removes:\n    handoffs:\n");
        text.push_str(&format!(
            "      adds:{}\n",
            remark("such as [{from: investigation, to: detection, by: tuning proposals}]; [] for none")
        ));
        text.push_str(&format!(
            "      removes:{}\n    answers:\n",
            remark("such as [{from: intel, to: hunting}]")
        ));
        for (_, aspect) in instrument.aspects() {
            text.push_str(&format!("      # --- {} ---\n", aspect.name));
            for item in aspect.items.iter().filter(|item| item.kind.is_scored()) {
                // the questions once are enough: they are the same for every tool
                if first {
                    let lines = wrap::hanging(&item.question, "      # ", "      # ", wrap::WIDTH);
                    lines.iter().for_each(|line| text.push_str(&format!("{line}\n")));
                }
                text.push_str(&format!("      {}:\n", item.id));
            }
        }
    }
    text.push_str(
        "\n# An answer may say more:\n\
         #      tool.audit.trace: {answer: 3, note: seen in the trial, evidence: [{path: offers/a/trial.pdf}]}\n\
         # A question that does not fit the tool is not_applicable, with a note that says why.\n",
    );
    text
}
