using Hl7.Fhir.Model;

namespace Fhir.Profiles;

/// <summary>The structured message boxes that ship: a Questionnaire for each topic and language.</summary>
public static class FormLibrary
{
    private const string Folder = "Questionnaires/";

    /// <summary>A fresh copy of each, ordered by name.</summary>
    public static IEnumerable<Questionnaire> All() => EmbeddedFiles.In(Folder).Select(file => (Questionnaire)FhirDocuments.Parse(file.Content));
}
