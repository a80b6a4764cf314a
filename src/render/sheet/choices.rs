//! Drop-downs. Those whose values are too long for the rule itself stand on a hidden sheet.

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, ExcelDateTime, Formula, Worksheet,
    XlsxError,
};

use crate::model::sheet::sheets;

use super::cells;

/// Characters that a rule holds, commas included.
const MAX: usize = 255;

/// The lists that are needed on the hidden sheet, one a column.
#[derive(Default)]
pub(super) struct Choices {
    lists: Vec<Vec<String>>,
}

impl Choices {
    /// A drop-down that suggests: anything else is asked about and may be kept.
    pub(super) fn suggest(&mut self, values: &[String]) -> Result<DataValidation, XlsxError> {
        self.list(values)?
            .set_error_style(DataValidationErrorStyle::Warning)
            .set_error_title("Not on the list")?
            .set_error_message("Other words are kept, but cannot be compared with other SOCs. Keep it?")
    }

    /// A drop-down that allows nothing else.
    pub(super) fn only(&mut self, values: &[String]) -> Result<DataValidation, XlsxError> {
        self.list(values)?
            .set_error_title("Not on the list")?
            .set_error_message("Choose one of the list, or leave the cell empty.")
    }

    fn list(&mut self, values: &[String]) -> Result<DataValidation, XlsxError> {
        let short = values.iter().map(|value| value.chars().count() + 1).sum::<usize>() <= MAX;
        if short && !values.iter().any(|value| value.contains(',')) {
            return DataValidation::new().allow_list_strings(values);
        }
        let column = self.lists.iter().position(|list| list == values).unwrap_or_else(|| {
            self.lists.push(values.to_vec());
            self.lists.len() - 1
        });
        let column = u16::try_from(column).expect("there are a handful of lists");
        let letter = rust_xlsxwriter::utility::column_number_to_name(column);
        let range = format!("={}${letter}$1:${letter}${}", cells::on(sheets::LISTS), values.len());
        Ok(DataValidation::new().allow_list_formula(Formula::new(range)))
    }

    pub(super) fn write(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        for (column, list) in (0_u16..).zip(&self.lists) {
            for (row, value) in (0_u32..).zip(list) {
                sheet.write_string(row, column, value)?;
            }
        }
        cells::protect(sheet);
        sheet.set_hidden(true);
        Ok(())
    }
}

/// A day of our time; older ones are kept, but are not typed.
pub(super) fn date() -> Result<DataValidation, XlsxError> {
    let between = DataValidationRule::Between(
        ExcelDateTime::from_ymd(1990, 1, 1)?,
        ExcelDateTime::from_ymd(2200, 1, 1)?,
    );
    DataValidation::new()
        .allow_date(between)
        .set_error_title("Not possible here")?
        .set_error_message("A date: year, month, day.")
}

/// A number from 0 to that.
pub(super) fn number(most: f64) -> Result<DataValidation, XlsxError> {
    DataValidation::new()
        .allow_decimal_number(DataValidationRule::Between(0.0, most))
        .set_error_title("Not possible here")?
        .set_error_message(format!("A number from 0 to {most}."))
}

/// Takes anything, and says beside the cell what is meant.
pub(super) fn prompt(title: &str, message: &str) -> Result<DataValidation, XlsxError> {
    DataValidation::new().set_input_title(title)?.set_input_message(message)
}

/// Words as cells show them.
pub(super) fn shown<T: Copy>(all: &[T], word: impl Fn(T) -> &'static str) -> Vec<String> {
    all.iter().map(|value| crate::model::sheet::shown(word(*value))).collect()
}

/// A drop-down for words that need no hidden sheet: allows nothing else.
pub(super) fn words(values: &[&str], message: &str) -> Result<DataValidation, XlsxError> {
    DataValidation::new()
        .allow_list_strings(values)?
        .set_error_title("Not on the list")?
        .set_error_message(message)
}
