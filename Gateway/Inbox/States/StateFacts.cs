using Hl7.Fhir.Model;
using FhirTask = Hl7.Fhir.Model.Task;

namespace Gateway.Inbox.States;

/// <summary>What there is to know of a message's way.</summary>
/// <param name="Received">When it was taken in.</param>
/// <param name="IsHeld">A person decides on its chart.</param>
/// <param name="Status">Its own status.</param>
/// <param name="Delivered">When it was filed in the EHR.</param>
/// <param name="Task">The Task to answer it; none for what needs no answer.</param>
internal sealed record StateFacts(DateTimeOffset Received, bool IsHeld, EventStatus? Status, DateTimeOffset? Delivered, FhirTask? Task);
