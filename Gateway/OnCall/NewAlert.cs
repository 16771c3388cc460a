using Gateway.References;
using Gateway.Storage;
using Gateway.Writes;

namespace Gateway.OnCall;

/// <summary>An alert that is to be stored with what it is about: its clock, its Task, and that it was raised.</summary>
/// <param name="Alert">The clock.</param>
/// <param name="Task">The Task, as it is found.</param>
/// <param name="PolicyVersion">The policy that says who is told.</param>
internal sealed record NewAlert(OnCallAlert Alert, NewResource Task, string PolicyVersion)
{
    /// <summary>Who raises and repeats alerts, in the audit trail: nobody asked for it.</summary>
    public const string Client = "gateway";

    public void Stage(Changes changes)
    {
        Task.Stage(changes);
        changes.Add(Alert);
        changes.Add(new AuditEntry
        {
            Action = AuditAction.Create,
            Client = Client,
            Resource = new ResourceKey("Task", Alert.AlertId).ToString(),
            Version = 1,
            Quarantined = true,
            Related = Alert.MessageId is { } message ? new MessageId(message).Key.ToString() : Alert.Requester,
            PolicyVersion = PolicyVersion,
        });
    }
}
