namespace SmartApp.Charts;

/// <summary>A chart in which whoever signed in may write.</summary>
/// <param name="Id">The patient's id.</param>
/// <param name="Name">What the patient is called, if the EHR says so.</param>
/// <param name="Sender">As whom she writes there, as <c>Type/id</c>.</param>
/// <param name="IsOwn">Her own.</param>
internal sealed record MyChart(string Id, string? Name, string Sender, bool IsOwn);
