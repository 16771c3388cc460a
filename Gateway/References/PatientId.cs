namespace Gateway.References;

/// <summary>The id of a patient's chart in the EHR; what a message is filed by.</summary>
internal readonly record struct PatientId(string Value)
{
    public ResourceKey Key => new("Patient", Value);

    public override string ToString() => Value;

    /// <summary>Parses <c>Patient/id</c> or a bare <c>id</c>, as SMART's <c>patient</c> claim has it.</summary>
    public static bool TryParse(string? text, out PatientId patient)
    {
        patient = default;
        if (text is null)
        {
            return false;
        }

        if (ResourceKey.TryParse(text, out var key))
        {
            patient = new PatientId(key.Id);
            return key.Type == "Patient";
        }

        patient = new PatientId(text);
        return FhirId.IsValid(text);
    }
}
