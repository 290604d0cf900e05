-- Made of expression.py by tools/weekly_sql.py; “make test-distributed” holds them equal.
WITH "t19" AS NOT MATERIALIZED (
  SELECT
    "t15"."id",
    "t15"."tags",
    "t15"."language",
    "t15"."channel",
    "t15"."created" AS "moment",
    CASE WHEN "t15"."created" < "t9"."turn" THEN "t9"."before" ELSE "t9"."after" END AS "weeks_ago",
    COALESCE(ARRAY_LENGTH("t15"."tags"), 0) AS "named"
  FROM (
    SELECT
      *
    FROM "current_ticket" AS "t3"
    WHERE
      NOT (
        "t3"."status" IN ('deleted', 'merged', 'spam')
      )
  ) AS "t15"
  INNER JOIN "calendar" AS "t9"
    ON CAST("t15"."created" AS DATE) = "t9"."day"
), "t23" AS NOT MATERIALIZED (
  SELECT
    *
  FROM (
    SELECT
      "t17"."tag",
      "t17"."moment",
      "t17"."weeks_ago",
      "t17"."language",
      "t17"."channel",
      "t17"."tickets",
      "t17"."tag_right",
      CASE
        WHEN COALESCE("t17"."tag_right", '') = ''
        THEN "t17"."tag"
        ELSE "t17"."topic"
      END AS "topic",
      "t17"."since",
      "t17"."until",
      "t17"."shared",
      (
        COALESCE("t17"."tag_right", '') = ''
      )
      OR (
        (
          "t17"."topic" <> ''
        )
        AND (
          "t17"."moment" >= "t17"."since"
        )
        AND (
          "t17"."moment" < "t17"."until"
        )
      ) AS "holds"
    FROM (
      SELECT
        "t5"."tag",
        "t6"."moment",
        "t6"."weeks_ago",
        "t5"."language",
        "t5"."channel",
        CAST(FLOOR((
          "t5"."tickets" * "t6"."upper"
        ) / (
          "t6"."whole"
        )) AS BIGINT) - CAST(FLOOR((
          "t5"."tickets" * "t6"."lower"
        ) / (
          "t6"."whole"
        )) AS BIGINT) AS "tickets",
        "t8"."tag" AS "tag_right",
        "t8"."topic",
        "t8"."since",
        "t8"."until",
        "t8"."shared"
      FROM "current_count" AS "t5"
      INNER JOIN "period" AS "t6"
        ON "t5"."first" = "t6"."first" AND "t5"."last" = "t6"."last"
      LEFT OUTER JOIN "rule" AS "t8"
        ON "t5"."tag" = "t8"."tag"
    ) AS "t17"
  ) AS "t22"
  WHERE
    "t22"."holds"
), "t24" AS NOT MATERIALIZED (
  SELECT
    *
  FROM "t19" AS "t21"
  WHERE
    "t21"."weeks_ago" >= 0
)
SELECT
  *
FROM (
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        'topic' AS "measure",
        "t53"."weeks_ago",
        "t53"."topic",
        "t53"."language",
        "t53"."channel",
        "t53"."tickets"
      FROM (
        SELECT
          "t51"."weeks_ago",
          "t51"."language",
          "t51"."channel",
          "t51"."topic",
          COUNT(*) * 1 AS "tickets"
        FROM (
          SELECT
            *
          FROM (
            SELECT
              "t42"."id",
              "t42"."moment",
              "t42"."weeks_ago",
              "t42"."named",
              "t42"."language",
              "t42"."channel",
              "t42"."tag",
              "t42"."tag_right",
              CASE
                WHEN COALESCE("t42"."tag_right", '') = ''
                THEN "t42"."tag"
                ELSE "t42"."topic"
              END AS "topic",
              "t42"."since",
              "t42"."until",
              "t42"."shared",
              (
                COALESCE("t42"."tag_right", '') = ''
              )
              OR (
                (
                  "t42"."topic" <> ''
                )
                AND (
                  "t42"."moment" >= "t42"."since"
                )
                AND (
                  "t42"."moment" < "t42"."until"
                )
                AND NOT (
                  "t42"."shared"
                )
              ) AS "holds"
            FROM (
              SELECT
                "t33"."id",
                "t33"."moment",
                "t33"."weeks_ago",
                "t33"."named",
                "t33"."language",
                "t33"."channel",
                "t33"."tag",
                "t7"."tag" AS "tag_right",
                "t7"."topic",
                "t7"."since",
                "t7"."until",
                "t7"."shared"
              FROM (
                SELECT
                  "t27"."id",
                  "t27"."moment",
                  "t27"."weeks_ago",
                  "t27"."named",
                  "t27"."language",
                  "t27"."channel",
                  UNNEST("t27"."tags") AS "tag"
                FROM "t24" AS "t27"
              ) AS "t33"
              LEFT OUTER JOIN "rule" AS "t7"
                ON "t33"."tag" = "t7"."tag"
            ) AS "t42"
          ) AS "t48"
          WHERE
            "t48"."holds"
        ) AS "t51"
        GROUP BY
          1,
          2,
          3,
          4
      ) AS "t53"
    ) AS "t55"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        'topic' AS "measure",
        "t47"."weeks_ago",
        "t47"."topic",
        "t47"."language",
        "t47"."channel",
        "t47"."tickets"
      FROM (
        SELECT
          "t44"."weeks_ago",
          "t44"."language",
          "t44"."channel",
          "t44"."topic",
          COUNT(*) * 1 AS "tickets"
        FROM (
          SELECT DISTINCT
            "t41"."id",
            "t41"."weeks_ago",
            "t41"."topic",
            "t41"."language",
            "t41"."channel"
          FROM (
            SELECT
              "t33"."id",
              "t33"."moment",
              "t33"."weeks_ago",
              "t33"."named",
              "t33"."language",
              "t33"."channel",
              "t33"."tag",
              "t12"."topic",
              "t12"."since",
              "t12"."until",
              "t12"."shared"
            FROM (
              SELECT
                "t27"."id",
                "t27"."moment",
                "t27"."weeks_ago",
                "t27"."named",
                "t27"."language",
                "t27"."channel",
                UNNEST("t27"."tags") AS "tag"
              FROM "t24" AS "t27"
            ) AS "t33"
            INNER JOIN (
              SELECT
                *
              FROM "rule" AS "t2"
              WHERE
                "t2"."shared"
            ) AS "t12"
              ON "t33"."tag" = "t12"."tag"
          ) AS "t41"
          WHERE
            "t41"."moment" >= "t41"."since" AND "t41"."moment" < "t41"."until"
        ) AS "t44"
        GROUP BY
          1,
          2,
          3,
          4
      ) AS "t47"
    ) AS "t49"
  ) AS "t57"
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        'exposure' AS "measure",
        "t28"."weeks_ago",
        '' AS "topic",
        "t28"."language",
        "t28"."channel",
        "t28"."tickets"
      FROM (
        SELECT
          "t25"."weeks_ago",
          "t25"."language",
          "t25"."channel",
          COUNT(*) * 1 AS "tickets"
        FROM (
          SELECT
            *
          FROM "t19" AS "t21"
          WHERE
            "t21"."weeks_ago" >= 0 AND "t21"."named" > 0
        ) AS "t25"
        GROUP BY
          1,
          2,
          3
      ) AS "t28"
    ) AS "t34"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        'exposure' AS "measure",
        "t52"."weeks_ago",
        '' AS "topic",
        "t52"."language",
        "t52"."channel",
        "t52"."tickets"
      FROM (
        SELECT
          "t50"."weeks_ago",
          "t50"."language",
          "t50"."channel",
          COUNT(*) * -1 AS "tickets"
        FROM (
          SELECT
            *
          FROM (
            SELECT
              "t45"."id",
              "t45"."weeks_ago",
              "t45"."named",
              "t45"."language",
              "t45"."channel",
              COUNT(*) AS "idle"
            FROM (
              SELECT
                *
              FROM (
                SELECT
                  "t33"."id",
                  "t33"."moment",
                  "t33"."weeks_ago",
                  "t33"."named",
                  "t33"."language",
                  "t33"."channel",
                  "t33"."tag",
                  "t13"."topic",
                  "t13"."since",
                  "t13"."until",
                  "t13"."shared"
                FROM (
                  SELECT
                    "t27"."id",
                    "t27"."moment",
                    "t27"."weeks_ago",
                    "t27"."named",
                    "t27"."language",
                    "t27"."channel",
                    UNNEST("t27"."tags") AS "tag"
                  FROM "t24" AS "t27"
                ) AS "t33"
                INNER JOIN (
                  SELECT
                    *
                  FROM "rule" AS "t2"
                  WHERE
                    "t2"."topic" = ''
                ) AS "t13"
                  ON "t33"."tag" = "t13"."tag"
              ) AS "t43"
              WHERE
                "t43"."moment" >= "t43"."since" AND "t43"."moment" < "t43"."until"
            ) AS "t45"
            GROUP BY
              1,
              2,
              3,
              4,
              5
          ) AS "t46"
          WHERE
            "t46"."idle" = "t46"."named"
        ) AS "t50"
        GROUP BY
          1,
          2,
          3
      ) AS "t52"
    ) AS "t54"
  ) AS "t56"
) AS "t58"
UNION ALL
SELECT
  *
FROM (
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        'all' AS "measure",
        "t31"."weeks_ago",
        '' AS "topic",
        "t31"."language",
        "t31"."channel",
        "t31"."tickets"
      FROM (
        SELECT
          "t27"."weeks_ago",
          "t27"."language",
          "t27"."channel",
          COUNT(*) * 1 AS "tickets"
        FROM "t24" AS "t27"
        GROUP BY
          1,
          2,
          3
      ) AS "t31"
    ) AS "t37"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        'topic' AS "measure",
        "t29"."weeks_ago",
        "t29"."topic",
        "t29"."language",
        "t29"."channel",
        "t29"."tickets"
      FROM (
        SELECT
          "t26"."weeks_ago",
          "t26"."language",
          "t26"."channel",
          "t26"."topic",
          SUM("t26"."tickets") AS "tickets"
        FROM "t23" AS "t26"
        GROUP BY
          1,
          2,
          3,
          4
      ) AS "t29"
    ) AS "t35"
  ) AS "t39"
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        'exposure' AS "measure",
        "t30"."weeks_ago",
        '' AS "topic",
        "t30"."language",
        "t30"."channel",
        "t30"."tickets"
      FROM (
        SELECT
          "t26"."weeks_ago",
          "t26"."language",
          "t26"."channel",
          SUM("t26"."tickets") AS "tickets"
        FROM "t23" AS "t26"
        GROUP BY
          1,
          2,
          3
      ) AS "t30"
    ) AS "t36"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        'all' AS "measure",
        "t18"."weeks_ago",
        '' AS "topic",
        "t18"."language",
        "t18"."channel",
        "t18"."tickets"
      FROM (
        SELECT
          "t16"."weeks_ago",
          "t16"."language",
          "t16"."channel",
          SUM("t16"."tickets") AS "tickets"
        FROM (
          SELECT
            "t5"."tag",
            "t6"."moment",
            "t6"."weeks_ago",
            "t5"."language",
            "t5"."channel",
            CAST(FLOOR((
              "t5"."tickets" * "t6"."upper"
            ) / (
              "t6"."whole"
            )) AS BIGINT) - CAST(FLOOR((
              "t5"."tickets" * "t6"."lower"
            ) / (
              "t6"."whole"
            )) AS BIGINT) AS "tickets"
          FROM "current_count" AS "t5"
          INNER JOIN "period" AS "t6"
            ON "t5"."first" = "t6"."first" AND "t5"."last" = "t6"."last"
        ) AS "t16"
        GROUP BY
          1,
          2,
          3
      ) AS "t18"
    ) AS "t20"
  ) AS "t38"
) AS "t40"
