using Hl7.Fhir.Model;

namespace SmartApp.Boxes;

/// <summary>A structured message box: a few questions that make a message.</summary>
/// <param name="Id">Of its Questionnaire.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Purpose">The code of what its messages are about.</param>
internal sealed record Box(string Id, string Title, string? Description, string? Purpose)
{
    public required Questionnaire Form { get; init; }
}
