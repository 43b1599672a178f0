using System.Text.Json;
using System.Text.Json.Serialization;

namespace CrossStudyBroker.Contracts.Messages;

/// <summary>
/// How payloads are read and written: camelCase, what is null is left out. Fields that a record does not know are ignored when read,
/// so that a recipient goes on working when a version of a schema gains an optional field.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(InstantConverter), typeof(WholeNumberConverter)])]
[JsonSerializable(typeof(CompletionAnswered))]
[JsonSerializable(typeof(CompletionRecorded))]
[JsonSerializable(typeof(EnrolmentCancelled))]
[JsonSerializable(typeof(EnrolmentDecided))]
[JsonSerializable(typeof(EnrolmentReceived))]
[JsonSerializable(typeof(EnrolmentRequested))]
[JsonSerializable(typeof(MessageStatus))]
[JsonSerializable(typeof(NetworkChanged))]
[JsonSerializable(typeof(OfferingPublished))]
[JsonSerializable(typeof(OfferingWithdrawn))]
[JsonSerializable(typeof(PersonalDataAnswered))]
[JsonSerializable(typeof(PersonalDataChanged))]
[JsonSerializable(typeof(Receipt))]
[JsonSerializable(typeof(StudyRightAnswered))]
[JsonSerializable(typeof(StudyRightChanged))]
public sealed partial class MessageJson : JsonSerializerContext;
