using System.Text.Json;
using System.Text.Json.Serialization;

namespace CrossStudyBroker.Contracts.Messages;

/// <summary>Writes an enumeration as a kebab-case string and takes nothing else: a number is never one of the contract's words.</summary>
public sealed class KebabCaseConverter<TEnum>() : JsonStringEnumConverter<TEnum>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false)
    where TEnum : struct, Enum;
