using System.Globalization;
using System.Text;
using Hl7.Fhir.Model;

namespace Gateway.Forms;

/// <summary>Writes the questions and answers of a response as a message that people read. Pure.</summary>
internal static class FormText
{
    /// <param name="response">The answers, with the texts of their questions.</param>
    /// <param name="language">The language of the questions.</param>
    public static string Of(QuestionnaireResponse response, string? language)
    {
        var text = new StringBuilder();
        Write(response.Item, language, text);
        return text.ToString().TrimEnd();
    }

    private static void Write(IEnumerable<QuestionnaireResponse.ItemComponent> items, string? language, StringBuilder text)
    {
        foreach (var item in items)
        {
            var answers = item.Answer.Select(answer => TextOf(answer.Value, language)).Where(said => !string.IsNullOrWhiteSpace(said)).ToArray();
            var inner = item.Item.Concat(item.Answer.SelectMany(answer => answer.Item)).ToArray();
            if (answers.Length > 0 || (inner.Length > 0 && item.Text is not null))
            {
                text.Append(item.Text);
                text.Append(item.Text is not null && answers.Length > 0 ? " " : string.Empty);
                text.AppendJoin("; ", answers).Append('\n');
            }

            Write(inner, language, text);
        }
    }

    private static string? TextOf(DataType? answer, string? language) => answer switch
    {
        FhirBoolean { Value: { } said } => (said, IsSpanish(language)) switch { (true, true) => "Sí", (true, false) => "Yes", (false, _) => "No" },
        Coding coding => coding.Display ?? coding.Code,
        Quantity { Value: { } number } quantity => string.Create(CultureInfo.InvariantCulture, $"{number} {quantity.Unit ?? quantity.Code}").TrimEnd(),
        Attachment attachment => attachment.Title ?? attachment.ContentType,
        ResourceReference reference => reference.Display ?? reference.Reference,
        Integer { Value: { } number } => number.ToString(CultureInfo.InvariantCulture),
        FhirDecimal { Value: { } number } => number.ToString(CultureInfo.InvariantCulture),
        FhirString text => text.Value,
        FhirUri address => address.Value,
        Date date => date.Value,
        FhirDateTime time => time.Value,
        Time time => time.Value,
        _ => null,
    };

    private static bool IsSpanish(string? language) => language?.StartsWith("es", StringComparison.OrdinalIgnoreCase) == true;
}
