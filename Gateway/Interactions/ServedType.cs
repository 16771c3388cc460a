namespace Gateway.Interactions;

/// <summary>One resource type of this server.</summary>
/// <param name="Name">FHIR's name of it.</param>
/// <param name="Interactions">What can be done with it: endpoints and the capability statement are made from this.</param>
/// <param name="ChartElement">The element that names the patient whose chart a resource is in; none for what is nobody's.</param>
internal sealed record ServedType(string Name, Interaction Interactions, string? ChartElement)
{
    public bool Offers(Interaction interaction) => (Interactions & interaction) == interaction;
}
